using System.Text.RegularExpressions;
using Aios.Testing;
using Xunit;

namespace Aios.Tests;

/// <summary>What the sources themselves must obey.</summary>
public sealed partial class ArchitectureTests
{
    [Theory]
    [InlineData("Models", "")]
    [InlineData("Storage", "")]
    [InlineData("Spending", "Models Storage")]
    [InlineData("Providers", "Models")]
    [InlineData("Caching", "Models Storage Spending Providers")]
    [InlineData("Routing", "Models Storage Spending Providers Caching")]
    [InlineData("Hosting", "Models Storage Spending Providers Caching Routing")]
    public void A_folder_of_the_router_looks_only_downwards(string folder, string below)
    {
        var sources = Repository.Sources($"src/Aios.Llm/{folder}");

        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(source => Mentioned().Matches(source.Value).Select(match => match.Groups[1].Value))
            .Distinct().Except(below.Split(' ').Append(folder)));
    }

    [Theory]
    [InlineData("Aios.Llm", "")]
    [InlineData("Aios.Workshop", "Aios.Llm")]
    [InlineData("Aios.Server", "Aios.Workshop")]
    [InlineData("Aios.Cli", "Aios.Server")]
    public void A_project_refers_only_to_the_one_below(string project, string below)
    {
        var file = File.ReadAllText(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));

        Assert.Equal(below, string.Join(' ', ProjectReference().Matches(file).Select(match => match.Groups[1].Value)));
    }

    [Fact]
    public void Every_source_has_the_namespace_of_its_folder()
    {
        var strays = Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Select(source => (source.Key, Folder: Path.GetDirectoryName(source.Key)?.Replace('/', '.'), Namespace: Namespace().Match(source.Value).Groups[1].Value))
            .Where(source => source.Namespace.Length > 0 && source.Folder?.EndsWith($".{source.Namespace}", StringComparison.Ordinal) != true && source.Folder != $"src.{source.Namespace}" && source.Folder != $"tests.{source.Namespace}");

        Assert.Empty(strays.Select(source => $"{source.Key}: {source.Namespace}"));
    }

    [Fact]
    public void No_source_knows_a_place_of_one_machine() => Assert.Empty(
        Repository.Files("src", "*").Where(source => MachinePath().IsMatch(source.Value)).Select(source => source.Key));

    [Fact]
    public void No_source_names_a_package_registry() => Assert.Empty(
        Repository.Sources("src").Concat(Repository.Files("src", "*.liquid")).Where(source => Registry().IsMatch(source.Value)).Select(source => source.Key));

    [GeneratedRegex(@"Aios\.Llm\.(Models|Storage|Spending|Providers|Routing|Caching|Hosting|Telemetry)\b")]
    private static partial Regex Mentioned();

    [GeneratedRegex("""<ProjectReference Include="\.\./[\w.]+/([\w.]+)\.csproj" />""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("""["'\s=](/work/|/root/|/home/\w+/)""")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://[\w.-]*(registry|pypi|nuget|npmjs)[\w.-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();
}
