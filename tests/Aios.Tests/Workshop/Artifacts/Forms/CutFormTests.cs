using System.Text;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Forms;
using CsCheck;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Forms;

/// <summary>Answers of every shape that end anywhere: never half a file, never a whole one lost, whatever a provider says why they ended.</summary>
public sealed class CutFormTests
{
    const int Cuts = 70;

    static readonly string[] _paths = ["backend/app/main.py", "frontend/src/App.tsx", "docs/guide.md", "compose.yaml"];

    public static TheoryData<string> Shapes => [.. Shape.All.Select(shape => shape.Label)];

    static readonly Gen<string> _line = Gen.OneOf(
        "", "x", "def f():", "  return 1", "=== end other", "===", "ä€😀", "}", "]", "{ \"a\": 1 }", "// src/App.tsx", "# Title", "+ one", "- two", " three", "@@", "<b>", "\"quoted\" \\ back", "</p>", "`code`", "a\r", "*** a");

    static readonly Gen<(string Path, string Text)[]> _files =
        Gen.Select(Gen.OneOf(_paths), _line.Array[1, 8].Select(lines => string.Concat(lines.Select(line => line + "\n")))).Array[1, 3].Select(files => files.DistinctBy(file => file.Item1).ToArray());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Made_up_answers_give_every_whole_file_and_no_half_one(string label) => _files.Sample(
        files => Check(Named(label), files, Enumerable.Range(0, int.MaxValue)), iter: 25);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Offline_files_come_whole_or_not_at_all(string label)
    {
        var files = Texts.Offline.Where(file => file.Text.Length < 6000).DistinctBy(file => file.Path).Chunk(3).ToList();
        Gen.Select(Gen.Int[0, files.Count - 1], Gen.Int[0, 20_000].Array[Cuts]).Sample(
            (at, cuts) => Check(Named(label), [.. files[at].Select(file => (file.Path.Text, file.Text))], cuts), iter: 6);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Recorded_texts_come_whole_or_not_at_all(string label)
    {
        Assert.SkipUnless(Texts.Recorded.Count > 0, Testing.Recordings.Missing);
        Gen.Select(Gen.OneOf<string>([.. Texts.Recorded]).Array[2], Gen.Int[0, 20_000].Array[Cuts]).Sample(
            (texts, cuts) => Check(Named(label), [(_paths[0], texts[0]), (_paths[2], texts[1])], cuts), iter: 6);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Beginnings_of_recorded_texts_come_whole_or_not_at_all_wherever_they_are_cut(string label)
    {
        Assert.SkipUnless(Texts.Recorded.Count > 0, Testing.Recordings.Missing);
        Gen.OneOf<string>([.. Texts.Recorded.Select(text => text[..Math.Min(text.Length, 400)].TrimEnd() + "\n")]).Array[2].Sample(
            texts => Check(Named(label), [(_paths[0], texts[0]), (_paths[2], texts[1])], Enumerable.Range(0, int.MaxValue)), iter: 3);
    }

    [Fact]
    public void Framed_recorded_texts_read_the_same_in_any_pieces()
    {
        Assert.SkipUnless(Texts.Recorded.Count > 0, Testing.Recordings.Missing);
        Gen.Select(Gen.OneOf<string>([.. Texts.Recorded]), Gen.Int[1, 90].Array[1, 50]).Sample(
            (text, lengths) =>
            {
                var reader = new FramedReader(Shape.Nonce);
                var whole = Shape.All[0].Of([(_paths[0], text)]).Text;
                for (var (at, piece) = (0, 0); at < whole.Length; piece++)
                {
                    var length = Math.Min(lengths[piece % lengths.Length], whole.Length - at);
                    reader.Feed(whole.AsSpan(at, length));
                    at += length;
                }

                Assert.Equal(text, Assert.Single(reader.Finish().Files).Text);
            },
            iter: 100);
    }

    /// <summary>Cut at each of these characters, between the halves of one too, and not at all.</summary>
    static void Check(Shape shape, IReadOnlyList<(string Path, string Text)> files, IEnumerable<int> cuts)
    {
        var (text, ends) = shape.Of(files);
        ArtifactPath[] expected = [.. files.Select(file => new ArtifactPath(file.Path))];
        foreach (var cut in cuts.TakeWhile(cut => cut < text.Length || cut > 10_000).Where(cut => cut < text.Length).Append(text.Length))
        {
            var answer = AnswerForms.Read(Shape.Nonce, Cut(text, cut), expected);

            Assert.All(answer.Files, file => Assert.Equal(files.Single(each => each.Path == file.Path.Text).Text, file.Text));
            var whole = files.Where((_, at) => ends[at] <= cut).Select(file => file.Path).ToList();
            Assert.True(whole.All(path => answer.Files.Any(file => file.Path.Text == path)), $"A file was lost at {cut} of {text}");
            Assert.True(cut < text.Length || (answer.Form == shape.Name && answer.Problems.Count == 0), $"{answer.Form}: {string.Join(' ', answer.Problems)} in {text}");
            Assert.Equal(shape.Name != AnswerForms.Framed && answer.Files.Count > 0, answer.IsLenient && answer.Files.Count > 0);
        }
    }

    /// <summary>As it arrives when bytes are cut: half a character is none.</summary>
    static string Cut(string text, int at) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text[..at])).TrimEnd('\uFFFD');

    static Shape Named(string label) => Shape.All.Single(shape => shape.Label == label);
}
