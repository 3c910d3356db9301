using Aios.Testing;
using Aios.Workshop.Artifacts;
using CsCheck;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts;

/// <summary>Answers that arrive in any pieces, and those that end anywhere.</summary>
public sealed class CutAnswerTests
{
    const string Nonce = "5f0e";

    static readonly Gen<string> _line = Gen.OneOf(
        "", "x", "def f():", "  return 1", "=== end other", "=== file other a", $" === end {Nonce}", "===", "ä€😀", "\r", "```", "=== manifest other [\"a\"]");

    /// <summary>But for such as stand in a fence from end to end, which is taken off.</summary>
    static readonly Gen<string> _text = _line.Array[0, 6].Select(lines => string.Concat(lines.Select(line => line + "\n")))
        .Where(text => !text.TrimStart().StartsWith("```", StringComparison.Ordinal));

    static readonly Gen<(string Path, string Text)[]> _files =
        Gen.Select(Gen.OneOf("a.py", "b/c.ts", "d e.md", "Makefile", "f/g/h.css"), _text).Array[1, 4].Select(files => files.DistinctBy(file => file.Item1).ToArray());

    [Fact]
    public void However_an_answer_is_cut_into_chunks_it_reads_the_same() =>
        Gen.Select(_files, Gen.Int[1, 30].Array[1, 40], Gen.Bool).Sample((files, lengths, whole) =>
        {
            var text = Framed.Answer(Nonce, files);
            text = whole ? text : text[..(text.Length * 2 / 3)];

            Same(Read([text]), Read(Pieces(text, lengths)));
            Same(Read([text]), Read(text.Select(each => each.ToString())));
        });

    [Fact]
    public void An_answer_that_is_cut_at_any_character_gives_only_whole_files_and_all_of_those() => _files.Sample(
        files =>
        {
            var text = Framed.Answer(Nonce, files);
            var ends = Ends(files);
            for (var cut = 0; cut <= text.Length; cut++)
            {
                var answer = Read([text[..cut]]);

                var whole = files.Where((_, at) => ends[at] <= cut);
                Assert.Equal(whole, answer.Files.Select(file => (file.Path.Text, file.Text)));
                Assert.Equal(cut >= text.Length - 1, answer.Problems.Count == 0); // the line end after the manifest adds nothing
            }
        },
        iter: 60);

    /// <summary>Where in the answer the end line of each file is complete.</summary>
    static List<int> Ends(IEnumerable<(string Path, string Text)> files)
    {
        List<int> ends = [];
        var length = 0;
        foreach (var (path, text) in files)
        {
            length += Framed.File(Nonce, path, text).Length;
            ends.Add(length - 1);
        }

        return ends;
    }

    static IEnumerable<string> Pieces(string text, int[] lengths)
    {
        for (var (at, piece) = (0, 0); at < text.Length; piece++)
        {
            var length = Math.Min(lengths[piece % lengths.Length], text.Length - at);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    static Answer Read(IEnumerable<string> chunks)
    {
        var reader = new FramedReader(Nonce);
        foreach (var chunk in chunks)
        {
            reader.Feed(chunk);
        }

        return reader.Finish();
    }

    static void Same(Answer expected, Answer actual)
    {
        Assert.Equal(expected.Files, actual.Files);
        Assert.Equal(expected.Problems, actual.Problems);
        Assert.Equal(expected.Cannot, actual.Cannot);
    }
}
