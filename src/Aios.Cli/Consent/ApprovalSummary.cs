using System.Globalization;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Contracts;
using Aios.Workshop.Running;

namespace Aios.Cli.Consent;

/// <summary>What a run waits to have approved, in a few lines.</summary>
static class ApprovalSummary
{
    /// <param name="file">Where it can be read.</param>
    public static IEnumerable<string> OfContract(string run, Contract? contract, string file) =>
    [
        "",
        $"Run {run} waits for your word on the contract: {file}",
        .. contract is null ? (string[])[] :
        [
            $"  {contract.Application.Title}: {contract.Application.Summary}",
            $"  {Count(contract.Entities.Count, "entity", "entities")}: {string.Join(", ", contract.Entities.Select(entity => entity.Name))} · {Count(contract.Endpoints.Count, "endpoint", "endpoints")}",
            $"  {Count(contract.Files.Count, "file", "files")}: {string.Join(", ", contract.Files.CountBy(file => file.Owner).Select(its => $"{its.Key} {its.Value}"))}",
        ],
    ];

    /// <param name="folder">Where its files can be read.</param>
    /// <param name="output">Where they would go.</param>
    public static IEnumerable<string> OfDelivery(string run, RunState state, string folder, string output)
    {
        var failed = state.Verdicts.Where(verdict => !verdict.Passed).Select(verdict => verdict.Name).ToList();
        List<long> sizes = [.. new ArtifactFolder(folder).Files.Select(path => new FileInfo(Path.Combine(folder, path.Text)).Length)];
        return
        [
            "",
            $"Run {run} waits for your word on the application: {folder}",
            $"  {state.Verdicts.Count - failed.Count} of {Count(state.Verdicts.Count, "check", "checks")} passed{(failed.Count == 0 ? "" : $"; not passed: {string.Join(", ", failed)}")}",
            string.Create(CultureInfo.InvariantCulture, $"  {Count(sizes.Count, "file", "files")} of {sizes.Sum():N0} bytes would go to {output}"),
        ];
    }

    static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
