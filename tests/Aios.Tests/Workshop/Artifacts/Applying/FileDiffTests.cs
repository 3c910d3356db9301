using Aios.Testing;
using Aios.Workshop.Artifacts.Applying;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Applying;

public sealed class FileDiffTests : IDisposable
{
    const int Cases = 60;

    readonly TempFolder _temp = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_change_is_shown_with_three_lines_around_it()
    {
        var diff = FileDiff.Of(new("a.txt"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n"u8.ToArray(), "1\n2\n3\n4\nfive\n6\n7\n8\n9"u8.ToArray());

        Assert.Equal((2, 2), (diff.Added, diff.Removed));
        Assert.Equal(["--- a/a.txt", "+++ b/a.txt", "@@ -2,8 +2,8 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8", "-9", "+9", @"\ No newline at end of file"], diff.Lines);
    }

    [Fact]
    public void What_is_no_text_is_only_named() =>
        Assert.Equal(["Binary files a/a.png and b/a.png differ"], FileDiff.Of(new("a.png"), [1, 0, 2], [1, 0, 3]).Lines);

    [Fact]
    public async Task Git_makes_the_new_files_of_the_old_ones()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"Seed {seed}");
        Random random = new(seed);
        List<string> patch = [];
        List<(string Path, string? Text)> wanted = [];
        for (var i = 0; i < Cases; i++)
        {
            var (path, before) = ($"f {i}.txt", random.Next(8) == 0 ? null : Lines(random));
            var after = before is null ? Lines(random) : random.Next(8) == 0 ? null : Edited(random, before);
            if (before is not null)
            {
                _temp.Write($"repository/{path}", before);
            }

            wanted.Add((path, after));
            patch.AddRange(FileDiff.Of(new(path), Bytes(before), Bytes(after)).Lines);
        }

        _temp.Write("patch", string.Concat(patch.Select(line => line + "\n")));
        var applied = await Shell.RunAsync("git init -q . && git apply --whitespace=nowarn ../patch", _temp["repository"], Token);

        Assert.True(applied.Code == 0, $"Seed {seed}: {applied.Error}");
        Assert.All(wanted, each => Assert.Equal(each.Text, File.Exists(_temp[$"repository/{each.Path}"]) ? File.ReadAllText(_temp[$"repository/{each.Path}"]) : null));
    }

    static byte[]? Bytes(string? text) => text is null ? null : System.Text.Encoding.UTF8.GetBytes(text);

    static string Lines(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"line {random.Next(6)}{(random.Next(4) == 0 ? "\r\n" : "\n")}")) + (random.Next(3) == 0 ? "the end" : "");

    static string Edited(Random random, string text)
    {
        var lines = text.Split('\n').ToList();
        for (var i = 0; i < random.Next(1, 5); i++)
        {
            lines.Insert(random.Next(lines.Count), $"new {random.Next(9)}");
            lines.RemoveAt(random.Next(lines.Count));
        }

        return string.Join('\n', lines) is { Length: > 0 } edited ? edited : "x";
    }
}
