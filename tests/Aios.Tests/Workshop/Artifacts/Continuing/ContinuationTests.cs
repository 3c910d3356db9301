using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Continuing;
using Aios.Workshop.Artifacts.Forms;
using CsCheck;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Continuing;

public sealed class ContinuationTests
{
    const string Nonce = "5f0e12ab";

    const string Long = "import os\n\ndef first():\n    return os.getpid()\n\n\ndef second():\n    return first() + os.getpid()\n";

    static readonly (string Path, string Text)[] _files = [("a.py", "whole = True\n"), ("b.py", Long), ("c.py", "last = True\n")];

    static readonly ArtifactPath[] _expected = [.. _files.Select(file => new ArtifactPath(file.Path))];

    static readonly string _whole = Framed.Answer(Nonce, _files);

    [Fact]
    public void Only_what_is_missing_is_asked_for_and_the_cut_file_from_its_last_lines_on()
    {
        var continuation = Cut("    return os.getpid()\n\n\ndef sec");

        Assert.True(continuation is { MayGoOn: true, IsComplete: false });
        Assert.Equal(["b.py", "c.py"], continuation.Missing.Select(path => path.Text));
        var messages = continuation.Ask();
        Assert.Equal([ChatRole.Assistant, ChatRole.User], messages.Select(message => message.Role));
        Assert.Equal("=== file 5f0e12ab b.py\nimport os\n\ndef first():\n    return os.getpid()", messages[0].Text);
        Assert.Equal("""
            Your answer was cut. Go on after these lines of `b.py`:

                return os.getpid()



            Open the file again with `=== file 5f0e12ab b.py`, repeat exactly those 3 lines, as indented as above, then write what comes after, and nothing of what came before. Do not begin the file again.

            Do not repeat `a.py`: that came whole.

            Write `c.py` in full.

            Close each file with `=== end 5f0e12ab`, and the answer with `=== manifest 5f0e12ab ["b.py","c.py"]`.
            """, messages[1].Text);
    }

    [Fact]
    public void What_is_asked_for_makes_the_answer_whole()
    {
        var continuation = Cut("    return os.getpid()\n\n\ndef sec").Take($"""
            Of course:
            === file {Nonce} b.py
                return os.getpid()


            def second():
                return first() + os.getpid()
            === end {Nonce}
            === file {Nonce} c.py
            last = True
            === end {Nonce}
            === manifest {Nonce} ["b.py","c.py"]
            """);

        Assert.True(continuation.IsComplete);
        Assert.Empty(continuation.Answer.Problems);
        Same(continuation);
    }

    [Fact]
    public void An_answer_of_which_nothing_came_is_not_gone_on_with()
    {
        Assert.False(Of("").MayGoOn);
        Assert.False(Of("I am sorry.").MayGoOn);
        Assert.False(Of($"=== cannot {Nonce} because\n").MayGoOn);
        Assert.False(Of($"=== file {Nonce} a.py\nx = 1\n=== end {Nonce}\n=== end {Nonce}\n").MayGoOn);
    }

    [Fact]
    public void A_file_that_cannot_be_joined_is_asked_for_again_and_the_others_stay()
    {
        var continuation = Cut("    return os.getpid()\n\n\ndef sec").Take($"=== file {Nonce} b.py\nond():\n    return 2\n=== end {Nonce}\n=== file {Nonce} c.py\nlast = True\n=== end {Nonce}\n");

        Assert.Null(continuation.Cut);
        Assert.Equal(["b.py"], continuation.Missing.Select(path => path.Text));
        Assert.Equal(["'b.py' did not come whole."], continuation.Answer.Problems);
        Assert.Contains("Write `b.py` in full.", Assert.Single(continuation.Ask()).Text, StringComparison.Ordinal);
        Same(continuation.Take(Framed.Answer(Nonce, _files[1])));
    }

    [Fact]
    public void A_file_that_was_cut_twice_is_joined_twice()
    {
        var once = Cut("    return os.getpid()\n\n\ndef sec").Take($"=== file {Nonce} b.py\n    return os.getpid()\n\n\ndef second():\n    ret");

        Assert.Equal(("b.py", Long[..(Long.IndexOf("second():\n", StringComparison.Ordinal) + 17)]), (once.Cut?.Path.Text, once.Cut?.Text));
        Same(once.Take($"=== file {Nonce} b.py\n\n\ndef second():\n    return first() + os.getpid()\n=== end {Nonce}\n{Framed.File(Nonce, "c.py", "last = True\n")}"));
    }

    [Fact]
    public void A_model_that_takes_a_beginning_goes_on_behind_it()
    {
        var continuation = Cut("    return os.getpid()\n\n\ndef sec");

        var messages = continuation.AskPrefilled();

        Assert.Equal((ChatRole.Assistant, "=== file 5f0e12ab b.py\nimport os\n\ndef first():\n    return os.getpid()"), (messages?[^1].Role, messages?[^1].Text));
        Same(continuation.TakePrefilled($"\n\n\ndef second():\n    return first() + os.getpid()\n=== end {Nonce}\n{Framed.File(Nonce, "c.py", "last = True\n")}"));
        Same(continuation.TakePrefilled($"=== file {Nonce} b.py\n    return os.getpid()\n\n\ndef second():\n    return first() + os.getpid()\n=== end {Nonce}\n{Framed.File(Nonce, "c.py", "last = True\n")}"));
        Assert.Null(continuation.TakePrefilled("def second():\n    return 2\n").Cut);
        Assert.Null(continuation.TakePrefilled(" + 1\n").Cut);
        Assert.Null(Of("").AskPrefilled());
    }

    [Fact]
    public void A_long_file_is_asked_for_in_parts_and_is_none_before_the_last()
    {
        var (first, second) = (Long[..Long.IndexOf("def second", StringComparison.Ordinal)], Long[Long.IndexOf("    return os", StringComparison.Ordinal)..]);
        var continuation = Continuation.Begin(Nonce, [_expected[1]]);
        Assert.Contains("150 lines at most", Assert.Single(continuation.Ask(150)).Text, StringComparison.Ordinal);

        continuation = continuation.Take($"=== file {Nonce} b.py\n{first}=== more {Nonce}\n");

        Assert.True(continuation.Cut is { IsPaused: true });
        Assert.Empty(continuation.Answer.Files);
        Assert.StartsWith("Now the next part after these lines of `b.py`:", continuation.Ask(150)[^1].Text, StringComparison.Ordinal);
        Assert.Equal(Long, Assert.Single(continuation.Take($"=== file {Nonce} b.py\n{second}=== end {Nonce}\n").Answer.Files).Text);
    }

    [Fact]
    public void What_was_cut_in_another_shape_is_gone_on_with_in_frames()
    {
        var text = $"```py a.py\nwhole = True\n```\n\n```py b.py\n{Long[..^30]}";
        var continuation = Continuation.Of(Nonce, _expected, AnswerForms.Read(Nonce, text, _expected));

        Assert.Equal(("b.py", Long[..^30]), (continuation.Cut?.Path.Text, continuation.Cut?.Text));
        continuation = continuation.Take($"=== file {Nonce} b.py\ndef second():\n    return first() + os.getpid()\n=== end {Nonce}\n{Framed.File(Nonce, "c.py", "last = True\n")}");
        Assert.True(continuation.Answer is { IsLenient: true, Form: "fences" });
        Same(continuation);
    }

    /// <summary>Cut at every character, answered by models of every sort: the files come out as they were, or are asked for again.</summary>
    [Theory]
    [InlineData("as asked")]
    [InlineData("without opening the file again")]
    [InlineData("in a fence")]
    [InlineData("without repeating")]
    [InlineData("from the beginning")]
    [InlineData("by going on in the middle of a line")]
    public void However_a_model_goes_on_no_file_is_broken(string manner)
    {
        var (joined, cuts) = (0, 0);
        for (var cut = 0; cut <= _whole.Length; cut++)
        {
            var continuation = Of(_whole[..cut]);
            if (continuation.Cut is { } its)
            {
                cuts++;
                var after = continuation.Take(GoOn(manner, its));
                Assert.All(after.Answer.Files, file => Assert.Equal(_files.Single(each => each.Path == file.Path.Text).Text, file.Text));
                joined += after.IsComplete ? 1 : 0;
            }
        }

        Assert.True(cuts > 50);
        Assert.True(manner is "without repeating" or "by going on in the middle of a line" or "without opening the file again" ? joined > 0 : joined == cuts, $"{manner}: {joined} of {cuts} joined");
    }

    [Fact]
    public void Offline_applications_that_are_cut_anywhere_are_joined()
    {
        var files = Texts.Offline.DistinctBy(file => file.Path).Chunk(3).Select(chunk => chunk.Select(file => (file.Path.Text, file.Text)).ToArray()).ToList();
        Gen.Select(Gen.Int[0, files.Count - 1], Gen.Double[0, 1]).Sample(
            (at, share) =>
            {
                ArtifactPath[] expected = [.. files[at].Select(file => new ArtifactPath(file.Item1))];
                var text = Framed.Answer(Nonce, files[at]);
                var continuation = Continuation.Of(Nonce, expected, AnswerForms.Read(Nonce, text[..(int)(text.Length * share)], expected));
                var missing = files[at].Where(file => continuation.Missing.Any(path => path.Text == file.Item1)).ToList();

                var after = continuation.Take(string.Concat(missing.Select(file => continuation.Cut is { } cut && cut.Path.Text == file.Item1
                    ? Framed.File(Nonce, file.Item1, FromAnchor(file.Item2, cut.Text))
                    : Framed.File(Nonce, file.Item1, file.Item2))));

                Assert.True(after.IsComplete, string.Join(' ', after.Answer.Problems));
                Assert.Equal(files[at].OrderBy(file => file.Item1), after.Answer.Files.Select(file => (file.Path.Text, file.Text)).OrderBy(file => file.Item1));
            },
            iter: 500);
    }

    static string GoOn(string manner, CutFile cut)
    {
        var text = _files.Single(file => file.Path == cut.Path.Text).Text;
        var others = string.Concat(_files.SkipWhile(file => file.Path != cut.Path.Text).Skip(1).Select(file => Framed.File(Nonce, file.Path, file.Text)));
        var whole = Seam.WholeLines(cut.Text);
        return manner switch
        {
            "as asked" => Framed.File(Nonce, cut.Path.Text, FromAnchor(text, cut.Text)),
            "without opening the file again" => Framed.File(Nonce, "x", FromAnchor(text, cut.Text)).Split('\n', 2)[1],
            "in a fence" => Framed.File(Nonce, cut.Path.Text, $"```python\n{FromAnchor(text, cut.Text)}```\n"),
            "without repeating" => Framed.File(Nonce, cut.Path.Text, text[Math.Min(whole.Length, text.Length)..]),
            "from the beginning" => Framed.File(Nonce, cut.Path.Text, text),
            _ => Framed.File(Nonce, cut.Path.Text, text[Math.Min(cut.Text.Length, text.Length)..]),
        } + others;
    }

    /// <summary>From the lines on that were quoted; what broke off within the end line is none of the text.</summary>
    static string FromAnchor(string text, string cut)
    {
        var whole = Seam.WholeLines(cut);
        var quoted = Seam.Anchor(cut).Sum(line => line.Length + 1);
        return text[(whole.Length - quoted)..];
    }

    static Continuation Cut(string upTo) => Of(_whole[..(_whole.IndexOf(upTo, StringComparison.Ordinal) + upTo.Length)]);

    static Continuation Of(string text) => Continuation.Of(Nonce, _expected, AnswerForms.Read(Nonce, text, _expected));

    static void Same(Continuation continuation) =>
        Assert.Equal(_files, continuation.Answer.Files.Select(file => (file.Path.Text, file.Text)).OrderBy(file => file.Item1, StringComparer.Ordinal));
}
