using System.Globalization;
using System.Text;

namespace Aios.Workshop.Reporting;

/// <summary>A report as Markdown.</summary>
public static class ReportText
{
    public static string Of(Report report)
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"# Run {report.RunId}: {report.Status}"));
        text.AppendLine();
        if (report.Reason is not null)
        {
            text.AppendLine(report.Reason).AppendLine();
        }

        if (report.Error is { } error)
        {
            text.AppendLine($"`{error.Code}`: {error.Message} {error.Hint}").AppendLine();
        }

        text.AppendLine(Invariant($"Written by: {string.Join(", ", report.Providers)}. ")
            + (report.Providers is ["offline"] ? "The offline provider is a deterministic generator, no language model." : ""));
        text.AppendLine();
        Table(text, ["", ""],
        [
            ["time", Invariant($"{report.WallSeconds:0.0} s, checks included")],
            ["answers", Invariant($"{report.MakespanSeconds:0.0} s (longest chain {report.CriticalPathSeconds:0.0} s, all in a row {report.SequentialSeconds:0.0} s)")],
            ["cost", CostOf(report)],
            ["tokens", Invariant($"{report.Usage.Input} in, {report.Usage.Output} out")],
            .. report.Context is { Ratio: { } ratio } context ? (string[][])[["context", Invariant($"{context.Sent} tokens sent, {context.Least} the least possible ({ratio:0.0} times)")]] : [],
            .. report.Kept is null ? [] : (string[][])[["kept", report.Kept]],
            ["files", Invariant($"{report.Files.Count} ({report.Files.Sum(file => file.Bytes) / 1024.0:0.0} KB)")],
        ]);

        Section(text, "Checks", ["check", "passed", "seconds"], report.Checks.Select(check => (string[])[check.Name, check.Passed ? "yes" : "**no**", Invariant($"{check.Seconds:0.0}")]));
        foreach (var failed in report.Checks.Where(check => !check.Passed))
        {
            text.AppendLine(Invariant($"### {failed.Name}")).AppendLine().AppendLine(Fenced(failed.Evidence)).AppendLine();
        }

        Section(text, "Repairs", ["round", "specialist", "because of", "changed"], report.Repairs.Select(repair =>
            (string[])[Invariant($"{repair.Round}"), repair.Specialist, string.Join(", ", repair.Checks), repair.Changed.Count > 0 ? string.Join(", ", repair.Changed) : $"nothing: {repair.Problem}"]));
        if (report.RepairEnd is not null)
        {
            text.AppendLine($"No further repair: {report.RepairEnd}").AppendLine();
        }

        Section(text, "Targets", ["target", "limit", "value", "met"], report.Targets.Select(target =>
            (string[])[target.Name, Invariant($"{target.Limit}"), Invariant($"{target.Value}"), target.Met ? "yes" : "**no**"]));
        Section(text, "Specialists", ["specialist", "tasks", "done", "failed", "seconds", "cost"], report.Specialists.Select(each =>
            (string[])[each.Name, Invariant($"{each.Tasks}"), Invariant($"{each.Done}"), Invariant($"{each.Failed}"), Invariant($"{each.Seconds:0.0}"), each.CostUsd is { } spent ? Invariant($"${spent:0.00####}") : "unknown"]));
        Section(text, "Tasks", ["task", "specialist", "state", "model", "attempts", "characters"], report.Tasks.Select(task =>
            (string[])[task.Id, task.Specialist, task.State, $"{task.Provider}/{task.Model}", Invariant($"{task.Attempts}"), Invariant($"{task.Characters}")]));
        return text.ToString();
    }

    /// <summary>In words: a cost that is known in part is at least that part.</summary>
    public static string CostOf(Report report) =>
        report.CostUsd is { } cost ? Invariant($"${cost:0.00####}")
        : report.KnownCostUsd > 0 ? Invariant($"unknown for {report.UnknownCalls} of the answers, ${report.KnownCostUsd:0.00####} for the others")
        : "unknown";

    static void Section(StringBuilder text, string title, string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length > 0)
        {
            text.AppendLine(Invariant($"## {title}")).AppendLine();
            Table(text, head, all);
        }
    }

    static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        Row(text, head);
        Row(text, [.. head.Select(_ => "---")]);
        foreach (var row in rows)
        {
            Row(text, row);
        }

        text.AppendLine();
    }

    static void Row(StringBuilder text, string[] cells) =>
        text.AppendLine("| " + string.Join(" | ", cells.Select(cell => cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal))) + " |");

    /// <summary>In a fence longer than any that the text has.</summary>
    static string Fenced(string text)
    {
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return $"{fence}\n{text.TrimEnd()}\n{fence}";
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
