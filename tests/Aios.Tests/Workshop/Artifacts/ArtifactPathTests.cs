using Aios.Workshop.Artifacts;
using CsCheck;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts;

public sealed class ArtifactPathTests
{
    /// <summary>What paths are made of, good and bad, so that about half of what is put together is accepted.</summary>
    static readonly string[] _pieces =
    [
        "a", "B", "main", ".py", ".", "..", "/", "/", "/", "-", "_", " ", "\\", ":", "~", "\0", "\n", "\u202e", "\u200b", "e\u0301", "é", "\ud800",
        "con", "NUL", ".git", ".env", "node_modules", "src", "0", "[id]", "(x)", "@", "+", "$", "aux.", ".github", "com1",
    ];

    public static TheoryData<string> Reasons => [.. HostilePaths.ByReason.Keys];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Hostile_paths_are_refused(string reason)
    {
        var accepted = HostilePaths.ByReason[reason].Where(text => Refusal(text) is null);

        Assert.Empty(accepted.Select(Uri.EscapeDataString));
    }

    [Fact]
    public void Many_hostile_paths_are_known() => Assert.True(HostilePaths.ByReason.Values.SelectMany(paths => paths).Distinct().Count() >= 150);

    [Theory]
    [InlineData("a")]
    [InlineData("README.md")]
    [InlineData("start.sh")]
    [InlineData("Makefile")]
    [InlineData("backend/app/main.py")]
    [InlineData("backend/app/__init__.py")]
    [InlineData("backend/requirements-dev.txt")]
    [InlineData("backend/.dockerignore")]
    [InlineData("backend/Dockerfile")]
    [InlineData("frontend/src/App.tsx")]
    [InlineData("frontend/src/vite-env.d.ts")]
    [InlineData("frontend/src/pages/[id]/page.tsx")]
    [InlineData("frontend/src/(group)/page.tsx")]
    [InlineData("frontend/@types/index.d.ts")]
    [InlineData("frontend/tests/a.b.c.test.tsx")]
    [InlineData(".github/workflows/ci.yml")]
    [InlineData(".gitignore")]
    [InlineData(".gitattributes")]
    [InlineData(".editorconfig")]
    [InlineData(".envrc")]
    [InlineData("environment/a.txt")]
    [InlineData("docs/a b.md")]
    [InlineData("docs/what is this.md")]
    [InlineData("docs/2024-01-01.md")]
    [InlineData("k8s/10-namespace.yaml")]
    [InlineData("console/a")]
    [InlineData("controller.py")]
    [InlineData("com10.txt")]
    [InlineData("common/auxiliary.py")]
    [InlineData("null.txt")]
    [InlineData("a-/b-c")]
    [InlineData("a~")]
    [InlineData("a+b=c,d;e!f#g%h&i'j")]
    [InlineData("node_modules_of_mine/a")]
    [InlineData("1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16")]
    [InlineData("..a/b..c")]
    public void Good_paths_are_taken_as_they_are(string text)
    {
        var path = new ArtifactPath(text);

        Assert.Equal(text, path.Text);
        Assert.Equal(text, path.ToString());
        Assert.Equal(text.Split('/'), path.Segments);
    }

    [Fact]
    public void A_path_may_be_as_long_as_is_allowed_and_no_longer()
    {
        Assert.Null(Refusal(new('a', 120)));
        Assert.NotNull(Refusal(new('a', 121)));
        Assert.Null(Refusal($"{new('a', 119)}/{new('b', 120)}"));
        Assert.NotNull(Refusal($"{new('a', 120)}/{new('b', 120)}"));
    }

    [Fact]
    public void Paths_that_differ_in_case_alone_are_twins_and_others_are_not()
    {
        Assert.Equal(new ArtifactPath("src/App.tsx").Twin, new ArtifactPath("SRC/app.TSX").Twin);
        Assert.NotEqual(new ArtifactPath("src/App.tsx").Twin, new ArtifactPath("src/Api.tsx").Twin);
        Assert.NotEqual(new ArtifactPath("src/App.tsx"), new ArtifactPath("src/app.tsx"));
        Assert.Equal(new ArtifactPath("src/App.tsx"), new ArtifactPath("src/App.tsx"));
    }

    [Fact]
    public void A_refusal_names_the_path_and_the_reason_in_printable_characters()
    {
        var refusal = Refusal("a\u001b[2J\u202e/../\u00e9");

        Assert.Contains(@"'a\u001b[2J\u202e/../\u00e9'", refusal, StringComparison.Ordinal);
        foreach (var text in HostilePaths.ByReason.Values.SelectMany(paths => paths))
        {
            Assert.DoesNotContain(Refusal(text) ?? "", each => char.IsControl(each) || char.IsSurrogate(each) || char.GetUnicodeCategory(each) == System.Globalization.UnicodeCategory.Format);
        }
    }

    [Fact]
    public void A_refusal_of_an_endless_path_is_short() => Assert.True(Refusal(new('a', 100_000))?.Length < 200);

    [Fact]
    public void Whatever_is_accepted_lies_below_its_root_on_every_system() =>
        Gen.OneOf(_pieces).Array[1, 9].Select(string.Concat).Sample(
            text =>
            {
                if (Refusal(text) is not null)
                {
                    return;
                }

                var path = new ArtifactPath(text);
                Assert.Equal($"/root/of/it/{text}", Path.GetFullPath(Path.Combine("/root/of/it", path.Text)));
                Assert.Equal(path, new ArtifactPath(string.Join('/', path.Segments)));
                Assert.DoesNotContain(text, each => each is '\\' or ':' || char.IsControl(each));
                Assert.All(path.Segments, segment => Assert.False(segment.EndsWith('.') || segment.EndsWith(' ') || segment.StartsWith('-')));
            },
            iter: 20_000);

    static string? Refusal(string text)
    {
        try
        {
            _ = new ArtifactPath(text);
            return null;
        }
        catch (ArtifactPathException refused)
        {
            return refused.Message;
        }
    }
}
