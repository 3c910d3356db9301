using Aios.Testing;
using Aios.Workshop.Artifacts;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts;

public sealed class FramedReaderTests
{
    const string Nonce = "n0nce";

    [Fact]
    public void A_whole_answer_gives_its_files_and_no_problems()
    {
        var answer = Read(Framed.Answer(Nonce, ("a.py", "one\n\ntwo\n"), ("b/c.py", ""), ("d e.md", "  indented  \n")));

        Assert.Equal([("a.py", "one\n\ntwo\n"), ("b/c.py", ""), ("d e.md", "  indented  \n")], Files(answer));
        Assert.Empty(answer.Problems);
        Assert.Null(answer.Cannot);
    }

    [Fact]
    public void Words_around_the_files_are_passed_over()
    {
        var answer = Read($"Here you are:\n\n{Framed.File(Nonce, "a", "x\n")}\nand that is all\n{Framed.Manifest(Nonce, "a")}I hope it helps.");

        Assert.Equal([("a", "x\n")], Files(answer));
        Assert.Empty(answer.Problems);
    }

    [Fact]
    public void Frames_may_end_in_carriage_returns_and_contents_keep_theirs()
    {
        var answer = Read(Framed.Answer(Nonce, ("a", "one\ntwo\n")).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal([("a", "one\r\ntwo\r\n")], Files(answer));
        Assert.Empty(answer.Problems);
    }

    [Theory]
    [InlineData("=== end other")]
    [InlineData("=== file other b")]
    [InlineData("=== manifest other []")]
    [InlineData("=== cannot other because")]
    [InlineData("=== end")]
    [InlineData("===")]
    [InlineData(" === end n0nce")]
    [InlineData("==== end n0nce")]
    [InlineData("=== end n0nce2")]
    [InlineData("=== end N0NCE")]
    [InlineData("===  end n0nce")]
    public void A_line_that_only_looks_like_a_frame_is_content(string line)
    {
        var answer = Read(Framed.Answer(Nonce, ("a", $"{line}\nrest\n")));

        Assert.Equal([("a", $"{line}\nrest\n")], Files(answer));
        Assert.Empty(answer.Problems);
    }

    [Theory]
    [InlineData("=== file n0nce a\nx\n", "The file 'a' was cut: its end line is missing.")]
    [InlineData("=== file n0nce a\nx\n=== file n0nce b\ny\n=== end n0nce\n=== manifest n0nce [\"b\"]\n", "The file 'a' was cut: its end line is missing.")]
    [InlineData("=== file n0nce a\n=== end n0nce\n", "The manifest line is missing: the answer was cut.")]
    [InlineData("=== file n0nce a\n=== end n0nce\n=== manifest n0nce [\"a\", \"b\"]\n", "The manifest names 'b', which did not arrive.")]
    [InlineData("=== file n0nce a\n=== end n0nce\n=== manifest n0nce []\n", "The file 'a' is not in the manifest.")]
    [InlineData("=== file n0nce a\n=== end n0nce\n=== manifest n0nce a\n", "The manifest line is no JSON array of paths.")]
    [InlineData("=== file n0nce a\n=== end n0nce\n=== manifest n0nce [\"a\"\n", "The manifest line is no JSON array of paths.")]
    [InlineData("=== file n0nce a\n=== end n0nce\n=== manifest n0nce {\"a\": 1}\n", "The manifest line is no JSON array of paths.")]
    [InlineData("=== file n0nce a\n=== manifest n0nce [\"a\"]\n=== end n0nce\n", "A line '=== manifest' stands where none may.")]
    [InlineData("=== file n0nce a\n=== cannot n0nce so\n=== end n0nce\n", "A line '=== cannot' stands where none may.")]
    [InlineData("=== end n0nce\n=== manifest n0nce []\n", "A line '=== end' stands where none may.")]
    [InlineData("=== chapter n0nce one\n=== manifest n0nce []\n", "A line '=== chapter' stands where none may.")]
    [InlineData("Sorry, I will not do that.", "The manifest line is missing: the answer was cut.")]
    [InlineData("", "The manifest line is missing: the answer was cut.")]
    public void What_is_wrong_with_an_answer_is_said(string text, string problem) => Assert.Contains(problem, Read(text).Problems);

    [Theory]
    [InlineData("a.py", "a.py")]
    [InlineData("a.py", "A.py")]
    [InlineData("src/a.py", "SRC/A.PY")]
    public void Of_two_files_at_one_place_the_second_is_refused(string first, string second)
    {
        var answer = Read(Framed.Answer(Nonce, (first, "one\n"), (second, "two\n")));

        Assert.Equal([(first, "one\n")], Files(answer));
        Assert.Contains($"The answer has '{second}' twice, or once more in another case.", answer.Problems);
    }

    [Fact]
    public void A_file_at_a_path_that_is_refused_does_not_exist()
    {
        var answer = Read(Framed.Answer(Nonce, ("../a", "x\n"), ("b", "y\n")));

        Assert.Equal([("b", "y\n")], Files(answer));
        Assert.Contains("The path '../a' is refused: it has the segment '..'.", answer.Problems);
    }

    [Fact]
    public void An_answer_may_say_that_it_cannot_be_done()
    {
        var answer = Read($"=== cannot {Nonce} the brief names nothing to keep\n");

        Assert.Equal("the brief names nothing to keep", answer.Cannot);
        Assert.Empty(answer.Problems);
    }

    [Fact]
    public void The_file_that_arrives_is_known_while_it_does()
    {
        var reader = new FramedReader(Nonce);
        Assert.Null(reader.Writing);

        reader.Feed($"=== file {Nonce} a/b.py\nhalf of");
        Assert.Equal("a/b.py", reader.Writing);

        reader.Feed($" it\n=== end {Nonce}\n");
        Assert.Null(reader.Writing);
    }

    [Fact]
    public void An_answer_of_four_million_characters_is_read_and_a_longer_one_is_not_kept()
    {
        var frame = Framed.Answer(Nonce, ("a", "\n"));
        var most = new string('x', 4 * 1024 * 1024 - frame.Length);

        Assert.Empty(Read(Framed.Answer(Nonce, ("a", most + "\n"))).Problems);
        Assert.Contains("The answer is longer than 4194304 characters.", Read(Framed.Answer(Nonce, ("a", most + "x\n"))).Problems);
    }

    static Answer Read(string text)
    {
        var reader = new FramedReader(Nonce);
        reader.Feed(text);
        return reader.Finish();
    }

    static IEnumerable<(string, string)> Files(Answer answer) => answer.Files.Select(file => (file.Path.Text, file.Text));
}
