using System.Globalization;
using Aios.Workshop.Reporting;

namespace Aios.Cli.Display;

/// <summary>What a person is told when a run is over.</summary>
public static class Summary
{
    const int MostRepairs = 6;

    /// <param name="plain">Words where there would be signs.</param>
    public static string Of(Report report, bool plain = false) => TerminalText.Safe(string.Join('\n', Lines(report, plain ? ("good:", "bad:") : ("✓", "✗")))) + "\n";

    static IEnumerable<string> Lines(Report report, (string Good, string Bad) sign)
    {
        yield return "";
        yield return $"{report.Status.ToUpperInvariant()}{(report.Reason is null ? "" : $": {report.Reason}")}";
        if (report.Error is { } error)
        {
            yield return $"  {error.Code}{(error.Provider is null ? "" : $" ({error.Provider})")}: {error.Message}";
            yield return $"  {error.Hint}";
        }

        foreach (var task in report.Tasks.Where(task => task.Problem is not null && report.Repairs.All(repair => repair.Task != task.Id)))
        {
            yield return $"  {sign.Bad} {task.Id} ({task.Specialist}, {task.State}): {task.Problem}";
        }

        yield return "";
        foreach (var check in report.Checks)
        {
            yield return Invariant($"  {(check.Passed ? sign.Good : sign.Bad)} {check.Name,-22} {check.Seconds,6:0.0} s");
            foreach (var line in check.Passed ? [] : check.Evidence.Split('\n').Take(12))
            {
                yield return $"      {line}";
            }
        }

        foreach (var repair in report.Repairs.TakeLast(MostRepairs))
        {
            yield return $"  repair    {repair}";
        }

        if (report.RepairEnd is not null)
        {
            yield return $"  repair    ended: {report.RepairEnd}";
        }

        yield return "";
        yield return Invariant($"  files     {report.Files.Count} in {report.Output ?? "no folder: nothing was delivered"}");
        if (report.Kept is not null)
        {
            yield return $"  kept      what was written, in {report.Kept}";
        }

        yield return Invariant($"  written   by {string.Join(", ", report.Providers)}{(report.Providers is ["offline"] ? " (a deterministic generator, no language model)" : "")}");
        yield return Invariant($"  answers   {report.MakespanSeconds:0.0} s; in a row they would have taken {report.SequentialSeconds:0.0} s, the longest chain {report.CriticalPathSeconds:0.0} s");
        yield return Invariant($"  in all    {report.WallSeconds:0.0} s, checks included");
        yield return Invariant($"  cost      {ReportText.CostOf(report)}, {report.Usage.Input} tokens in, {report.Usage.Output} out");
        foreach (var target in report.Targets)
        {
            yield return Invariant($"  {(target.Met ? sign.Good : sign.Bad)} {target.Name}: {target.Value} (at most {target.Limit})");
        }

        if (report.Output is not null)
        {
            yield return "";
            yield return $"  Next: cd {report.Output} && bash start.sh    (README.md tells more, report.md how it was made)";
        }
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
