using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Llm.Routing.Learning;

namespace Aios.Cli.Display;

/// <summary>The arms of experiments side by side. Intervals hold in 95 of 100 cases.</summary>
static class ExperimentTable
{
    static readonly string[] _head = ["EXPERIMENT", "ARM", "CHECKED", "PASSED", "RATE", "BETWEEN", "DOLLARS", "+-", "SECONDS", "+-"];

    public static IEnumerable<string> Of(IReadOnlyList<ArmResult> arms) => arms.Count == 0
        ? ["No experiment is configured, and none has results. See: docs/routing.md"]
        : [.. Columns.Of(_head, [.. arms.Select(Row)]), "", "intervals and +- hold in 95 of 100 cases; arms whose intervals overlap may be equal"];

    public static JsonObject ToJson(ArmResult arm) => new()
    {
        ["experiment"] = arm.Arm.Experiment,
        ["arm"] = arm.Arm.Arm,
        ["checked"] = arm.Checked,
        ["passed"] = arm.Passed,
        ["rate"] = Number(arm.Rate),
        ["rate_from"] = arm.Interval.From,
        ["rate_to"] = arm.Interval.To,
        ["cost_usd"] = arm.Dollars.Weight > 0 ? arm.Dollars.Value : null,
        ["cost_usd_margin"] = Number(ArmResult.Margin(arm.Dollars)),
        ["seconds"] = arm.Seconds.Weight > 0 ? arm.Seconds.Value : null,
        ["seconds_margin"] = Number(ArmResult.Margin(arm.Seconds)),
    };

    static string[] Row(ArmResult arm) =>
    [
        arm.Arm.Experiment, arm.Arm.Arm, Text($"{arm.Checked}"), Text($"{arm.Passed}"),
        arm.Checked == 0 ? "" : Text($"{arm.Rate:0.0%}"), arm.Checked == 0 ? "" : Text($"{arm.Interval.From:0.0%} {arm.Interval.To:0.0%}"),
        .. Figures(arm.Dollars, "0.00000"), .. Figures(arm.Seconds, "0.0"),
    ];

    static string[] Figures(Mean mean, string form) => mean.Weight == 0 ? ["", ""]
        : [mean.Value.ToString(form, CultureInfo.InvariantCulture), double.IsNaN(ArmResult.Margin(mean)) ? "?" : ArmResult.Margin(mean).ToString(form, CultureInfo.InvariantCulture)];

    static double? Number(double value) => double.IsNaN(value) ? null : value;

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
