using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Llm.Routing;

namespace Aios.Cli.Display;

/// <summary>A plan as people read it: who would be asked in which order, what each needs, and why others are not asked.</summary>
static class PlanTable
{
    static readonly string[] _head = ["", "ROUTE", "IN", "OUT", "DOLLARS", "SECONDS", "PASSES", "PRICE", "TIME", "REPAIR", "CACHE", "SUM"];

    public static IEnumerable<string> Of(PlanExplanation plan)
    {
        var hasTerms = plan.Routes.Any(route => route.Estimate?.Terms.Count > 0);
        var width = hasTerms ? _head.Length : 7;
        return
        [
            $"policy {plan.Policy}: {plan.Because}",
            "",
            .. Columns.Of(_head[..width], [.. plan.Routes.Index().Select(each => Row(each.Index + 1, each.Item)[..width])]),
            .. plan.Routes.Count == 0 ? (string[])["", "No route may be asked."] : [],
            "",
            .. plan.Routes.Index().Select(each => $"{each.Index + 1}. {each.Item.Reason}"),
            .. plan.Routes.Any(route => route.Estimate?.IsTimeAssumed == true) ? (string[])["", "~ nobody has measured this route yet: a usual speed is assumed"] : [],
            .. plan.Refused.Count == 0 ? (string[])[] : ["", "not asked:", .. Columns.Of(["ROUTE", "WHY"], [.. plan.Refused.Select(refused => (string[])[refused.Route.Name, refused.Reason])])],
        ];
    }

    public static JsonObject ToJson(PlanExplanation plan) => new()
    {
        ["policy"] = plan.Policy,
        ["because"] = plan.Because,
        ["routes"] = new JsonArray([.. plan.Routes.Select(ToJson)]),
        ["refused"] = new JsonArray([.. plan.Refused.Select(refused => new JsonObject { ["route"] = refused.Route.Name, ["reason"] = refused.Reason })]),
    };

    static JsonObject ToJson(PlannedRoute planned) => new()
    {
        ["route"] = planned.Route.Name,
        ["provider"] = planned.Route.Provider.Name,
        ["endpoint"] = planned.Route.Provider.Endpoint,
        ["model"] = planned.Route.Model.Id,
        ["reason"] = planned.Reason,
        ["input_tokens"] = planned.Estimate?.Input,
        ["output_tokens"] = planned.Estimate?.Output,
        ["cost_usd"] = planned.Estimate?.Dollars,
        ["seconds"] = planned.Estimate?.Seconds,
        ["seconds_assumed"] = planned.Estimate?.IsTimeAssumed,
        ["passes"] = planned.Estimate?.Passes,
        ["terms_usd"] = planned.Estimate is { Terms.Count: > 0 } estimate ? new JsonObject(estimate.Terms.Select(term => KeyValuePair.Create(term.Key, (JsonNode?)term.Value))) : null,
    };

    static string[] Row(int place, PlannedRoute planned)
    {
        var estimate = planned.Estimate;
        string Term(string name) => estimate?.Terms.TryGetValue(name, out var dollars) == true ? Dollars(dollars) : "";
        return
        [
            place.ToString(CultureInfo.InvariantCulture), planned.Route.Name,
            Text($"{estimate?.Input}"), Text($"{estimate?.Output}"), estimate?.Dollars is { } known ? Dollars(known) : "unknown",
            Text($"{(estimate?.IsTimeAssumed == true ? "~" : "")}{estimate?.Seconds:0.0}"), Text($"{estimate?.Passes:0.0%}"),
            Term("price"), Term("time"), Term("repair"), Term("cache"), estimate?.Terms.Count > 0 ? Dollars(estimate.Terms.Values.Sum()) : "",
        ];
    }

    static string Dollars(double amount) => Text($"{amount:0.00000}");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
