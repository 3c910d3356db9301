using System.Text.RegularExpressions;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Routing;

/// <summary>docs/router.md says of every kind of failure what the router does.</summary>
public sealed class RouterPageTests
{
    public static TheoryData<FailureKind> Kinds => [.. Enum.GetValues<FailureKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_page_says_what_is_done(FailureKind kind)
    {
        var words = Regex.Replace(kind.ToString(), "(?<!^)([A-Z])", " $1").ToLowerInvariant();
        var row = Assert.Single(File.ReadLines(Path.Combine(Repository.Root, "docs", "router.md")), line => line.StartsWith($"| {words} |", StringComparison.Ordinal));

        Assert.Contains(
            Recovery.After(new(kind, "No."), 1, new()) switch
            {
                Remedy.Again => "the same route once more",
                Remedy.Later => "other routes first",
                Remedy.LastResort => "when nobody else is left, once more the same",
                Remedy.Elsewhere => "other routes",
                Remedy.OtherEndpoint => "routes that do not have the same key",
                Remedy.LargerWindow => "routes with a larger window",
                Remedy.Stop => "the call ends",
                var remedy => throw new InvalidOperationException($"The page has no words for {remedy}."),
            },
            row,
            StringComparison.Ordinal);
    }
}
