using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Continuing;
using Aios.Workshop.Artifacts.Edits;
using Aios.Workshop.Artifacts.Forms;
using CsCheck;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Forms;

public sealed class AnswerFormsTests
{
    const string Nonce = "5f0e12ab";

    [Fact]
    public void An_answer_as_it_was_asked_for_is_read_as_that_whatever_its_files_hold()
    {
        var text = "```py b.py\nx\n```\n<file path=\"b.py\">\ny\n</file>\n";

        var answer = Read(Framed.Answer(Nonce, ("a.md", text)), "a.md", "b.py");

        Assert.Equal([("a.md", text)], Files(answer));
        Assert.Equal(("framed", false), (answer.Form, answer.IsLenient));
    }

    [Theory]
    [InlineData("  === file N a.py\n  x = 1\n\n  if x:\n    y = 2\n  === end N\n  === manifest N [\"a.py\"]\n", "x = 1\n\nif x:\n  y = 2\n")]
    [InlineData("  === file N a.py\nx = 1\n  === end N\n  === manifest N [\"a.py\"]\n", "x = 1\n")]
    [InlineData("`=== file N a.py`\nx = 1\n`=== end N`\n`=== manifest N [\"a.py\"]`\n", "x = 1\n")]
    [InlineData("**=== file N a.py**\n```py\nx = 1\n```\n**=== end N**\n**=== manifest N [\"a.py\"]**\n", "x = 1\n")]
    [InlineData("=== file N a.py\n```python\nx = 1\n```\n=== end N\n=== manifest N [\"a.py\"]\n", "x = 1\n")]
    public void Frames_that_are_indented_or_fenced_are_read(string text, string content)
    {
        var answer = Read(text.Replace("N ", Nonce + " ", StringComparison.Ordinal).Replace(" N", " " + Nonce, StringComparison.Ordinal), "a.py");

        Assert.Equal([("a.py", content)], Files(answer));
        Assert.Empty(answer.Problems);
        Assert.Equal(("loosely-framed", true), (answer.Form, answer.IsLenient));
    }

    [Fact]
    public void A_fence_around_the_whole_answer_is_none_of_it()
    {
        var answer = Read($"```\n{Framed.Answer(Nonce, ("a.py", "x\n"))}```\n", "a.py");

        Assert.Equal([("a.py", "x\n")], Files(answer));
        Assert.Equal("framed", answer.Form);
    }

    [Theory]
    [InlineData("a.md", "```py\nx\n```\n")]
    [InlineData("a.py", "```py\nx\n```\ny\n```\n")]
    [InlineData("a.py", "x\n```\n")]
    public void A_fence_that_may_be_content_stays(string path, string text) => Assert.Equal([(path, text)], Files(Read(Framed.Answer(Nonce, (path, text)), path)));

    [Fact]
    public void Another_nonce_is_no_frame() => Assert.Empty(Read(Framed.Answer("other", ("a.py", "x\n")), "a.py").Files);

    [Fact]
    public void Frames_that_are_there_are_not_mended_by_another_shape() =>
        Assert.Empty(Read($"=== file {Nonce} a.py\nx\n```py a.py\nhalf\n```\n", "a.py").Files);

    [Theory]
    [InlineData("Create `a.py` like this:\n```py\nx\n```\n")]
    [InlineData("```py b.py\nx\n```\n")]
    [InlineData("```py\nx\n```\n")]
    [InlineData("<file path=\"b.py\">\nx\n</file>\n")]
    [InlineData("<file path=\"a.py\"/>\n")]
    [InlineData("{\"path\": \"../a.py\", \"content\": \"x\"}")]
    [InlineData("{\"path\": \"a.py\", \"content\": \"two\nlines\"}")]
    [InlineData("{\"path\": \"a.py\", \"content\": \"\\ud83d\"}")]
    [InlineData("{\"path\": \"a.py\", \"content\": 1}")]
    [InlineData("a.py\nx = 1\n")]
    [InlineData("x = 1\n")]
    public void Nothing_is_taken_for_a_file_that_does_not_name_it(string text) => Assert.Empty(Read(text, "a.py", "c.py").Files);

    [Theory]
    [InlineData("Here:\n```python\nx = 1\n```\nDone.\n", "x = 1\n")]
    [InlineData("```\nx = 1\n```", "x = 1\n")]
    [InlineData("```python\nx = 1\n", null)]
    [InlineData("```python\nx = 1\n```\n```python\ny = 1\n```\n", null)]
    [InlineData("I cannot. Try:\n```bash\npip install x\n```\n", null)]
    [InlineData("```diff\n-x\n+y\n```\n", null)]
    public void One_block_without_a_path_is_the_one_file_that_was_asked_for(string text, string? content)
    {
        var answer = Read(text, "a.py");

        Assert.Equal(content, answer.Files.SingleOrDefault()?.Text);
        Assert.Equal(content is null ? answer.Form : "single-fence", answer.Form);
    }

    [Theory]
    [InlineData("````md README.md\n# T\n```\nnpm start\n```\n````\n", "# T\n```\nnpm start\n```\n")]
    [InlineData("~~~md README.md\n# T\n```\nnpm start\n```\n~~~\n", "# T\n```\nnpm start\n```\n")]
    [InlineData("```md README.md\n# T\n```sh\nnpm start\n```\nEnd.\n```\n```py a.py\nx\n```\n", "# T\n```sh\nnpm start\n```\nEnd.\n")]
    [InlineData("```md README.md\n# T\n```\nnpm start\n```\nEnd.\n```\n", null)]
    [InlineData("```md README.md\n# T\n```\n", null)]
    public void Fences_within_a_file_do_not_end_it(string text, string? content) =>
        Assert.Equal(content, Read(text, "README.md", "a.py").Files.FirstOrDefault(file => file.Path.Text == "README.md")?.Text);

    [Fact]
    public void A_file_that_comes_twice_and_not_the_same_is_refused()
    {
        var answer = Read("```py a.py\nx\n```\n```py a.py\ny\n```\n", "a.py");

        Assert.Contains("The answer has 'a.py' twice, and not the same.", answer.Faults);
    }

    [Theory]
    [InlineData("<file path=\"a.xml\">\n<a>\n</file>\n</a>\n</file>\n")]
    [InlineData("<file path=\"a.xml\">\n<a>\n<file path=\"b.xml\">\ny\n</file>\n")]
    public void A_tag_of_which_the_end_cannot_be_told_gives_no_file(string text)
    {
        var answer = Read(text, "a.xml", "b.xml");

        Assert.DoesNotContain("a.xml", answer.Files.Select(file => file.Path.Text));
        Assert.NotEmpty(answer.Problems);
    }

    [Theory]
    [InlineData("<file path=\"a.py\">\n```python\nx = 1\n```\n</file>\n")]
    [InlineData("<file path=\"a.py\">x = 1\n</file>\n")]
    [InlineData("<file path=\"./a.py\" type=\"code\">\n<![CDATA[\nx = 1\n]]>\n</file>\n")]
    [InlineData("<boltAction filePath=\"a.py\" type=\"file\">\nx = 1\n</boltAction>")]
    [InlineData("{\"name\": \"write\", \"input\": {\"file_path\": \"a.py\", \"content\": \"x = 1\\n\"}}")]
    [InlineData("[{\"type\": \"tool_use\", \"name\": \"write\", \"input\": {\"path\": \"a.py\", \"file_text\": \"x = 1\\n\"}}]")]
    [InlineData("{\"tool_calls\": [{\"function\": {\"name\": \"w\", \"arguments\": \"{\\\"path\\\": \\\"a.py\\\", \\\"content\\\": \\\"x = 1\\\\n\\\"}\"}}]}")]
    [InlineData("{\"files\": [{\"path\": \"a.py\", \"content\": \"x = 1\\n\"}]}")]
    [InlineData("{\"files\": {\"a.py\": \"x = 1\\n\"}}")]
    [InlineData("{\"a.py\": \"x = 1\\n\"} and that is all.")]
    [InlineData("**File: `a.py`**\n\n```\nx = 1\n```")]
    [InlineData("1. `a.py`:\n\n```\nx = 1\n```")]
    [InlineData("#### `a.py` (new)\n```\nx = 1\n```")]
    [InlineData("```{title=\"a.py\"}\nx = 1\n```")]
    [InlineData("```a.py\nx = 1\n```")]
    [InlineData("```js\n/* a.py */\nx = 1\n```")]
    public void Usual_places_are_known(string text) => Assert.Equal([("a.py", "x = 1\n")], Files(Read(text, "a.py", "other.py")));

    [Fact]
    public void Of_several_shapes_the_one_with_the_most_files_is_read()
    {
        var answer = Read("<file path=\"a.py\">\nx\n</file>\n```py a.py\ny\n```\n```py b.py\nz\n```\n", "a.py", "b.py");

        Assert.Equal([("a.py", "y\n"), ("b.py", "z\n")], Files(answer));
    }

    /// <summary>Marks of all shapes in any order, as nobody means them.</summary>
    [Fact]
    public void Whatever_is_said_nothing_is_thrown_and_no_file_comes_that_was_not_asked_for()
    {
        string[] marks =
        [
            "```", "````", "```py a.py", "~~~", "# a.py", "// b.md", "**b.md**", "<file path=\"a.py\">", "<file path='b.md'><![CDATA[", "]]></file>", "</file>", "x", "",
            "*** Begin Patch", "*** Add File: a.py", "*** Update File: b.md", "*** Delete File: c", "+x", "-x", " x", "@@ x", "*** End Patch", "{", "[", "}", "]", ",",
            "{\"path\": \"a.py\", \"content\": \"x\"}", "{\"files\": {\"a.py\": \"x\", \"b.md\": \"", $"=== file {Nonce} a.py", $" === edit {Nonce} b.md", $"=== end {Nonce}",
            $"=== more {Nonce}", $"=== manifest {Nonce} [\"a.py\"]", "<<<<<<< SEARCH", "=======", ">>>>>>> REPLACE", $"=== file {Nonce} ../x", "\ud83d",
        ];
        ArtifactPath[] expected = [new("a.py"), new("b.md")];
        Gen.OneOf(marks).Array[0, 14].Sample(
            lines =>
            {
                var text = string.Join('\n', lines);
                var continuation = Continuation.Of(Nonce, expected, AnswerForms.Read(Nonce, text, expected));
                Assert.NotEmpty(continuation.Ask());
                var answer = Editing.Apply(continuation.Take(text).TakePrefilled("\n" + text).Answer, _ => "x\n");

                Assert.All(answer.Files, file => Assert.Contains(file.Path, expected));
                Assert.All(answer.Files, file => Assert.NotNull(Omissions.In(file)));
            },
            iter: 3000);
    }

    static Answer Read(string text, params string[] expected) => AnswerForms.Read(Nonce, text, [.. expected.Select(path => new ArtifactPath(path))]);

    static IEnumerable<(string, string)> Files(Answer answer) => answer.Files.Select(file => (file.Path.Text, file.Text));
}
