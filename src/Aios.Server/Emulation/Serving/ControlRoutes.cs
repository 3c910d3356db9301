using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Server.Dialects;
using Aios.Server.Emulation.Faults;
using Aios.Server.Emulation.Recordings;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Serving;

/// <summary>The emulator's own pages below <c>/emulator</c>: what was asked, what it costs, which faults hold.</summary>
sealed class ControlRoutes(Desk desk, RecordingShelf recordings)
{
    public const string Path = "/emulator";

    public async Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value);
        var reply = (method, path) switch
        {
            ("GET", Path) => Page(new() { ["emulator"] = "aios", ["exchanges"] = $"{Path}/exchanges", ["bill"] = $"{Path}/bill", ["faults"] = $"{Path}/faults", ["recordings"] = $"{Path}/recordings" }),
            ("GET", Path + "/exchanges") => Page(new() { ["exchanges"] = new JsonArray([.. desk.Journal.Exchanges.Select(exchange => (JsonNode)Told(exchange))]) }),
            ("GET", Path + "/bill") => Page(Told(desk.Journal.Bill)),
            ("GET", Path + "/recordings") => Page(new() { ["recordings"] = new JsonArray([.. recordings.Ids.Select(id => (JsonNode)JsonValue.Create(id))]) }),
            ("GET", Path + "/faults") => Faults(),
            ("DELETE", Path + "/faults") => Cleared(),
            ("POST", Path + "/faults") => await ReplacedAsync(context),
            _ => new(404, Reply.Json, Compact.Text(new JsonObject { ["error"] = $"There is no {method} {path}." })),
        };
        await reply.WriteAsync(context.Response, context.RequestAborted);
    }

    Reply Faults() => Page(new()
    {
        ["faults"] = new JsonArray([.. desk.Faults.Rules.Select(rule => (JsonNode)new JsonObject
        {
            ["fault"] = rule.Fault.Name,
            ["dialect"] = rule.Dialect,
            ["path"] = rule.Path,
            ["model"] = rule.Model,
            ["from"] = rule.From,
            ["times"] = rule.Times == int.MaxValue ? null : rule.Times,
            ["probability"] = rule.Probability,
        })]),
    });

    Reply Cleared()
    {
        desk.Faults.Clear();
        return Faults();
    }

    async Task<Reply> ReplacedAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        try
        {
            var rules = FaultScript.Parse(await reader.ReadToEndAsync(context.RequestAborted));
            desk.Faults.Clear();
            desk.Faults.Add(rules);
            return Faults();
        }
        catch (ScriptException mistake)
        {
            return new(400, Reply.Json, Compact.Text(new JsonObject { ["error"] = mistake.Message }));
        }
    }

    static JsonObject Told(Exchange exchange) => new()
    {
        ["number"] = exchange.Number,
        ["at"] = exchange.At.ToString("O"),
        ["method"] = exchange.Method,
        ["path"] = exchange.Path,
        ["dialect"] = exchange.Dialect,
        ["provider"] = exchange.Provider,
        ["model"] = exchange.Model,
        ["streamed"] = exchange.Streamed,
        ["has_key"] = exchange.HasKey,
        ["status"] = exchange.Status,
        ["request_id"] = exchange.RequestId,
        ["fault"] = exchange.Fault,
        ["finished"] = exchange.Finished,
        ["refusal"] = exchange.Refusal,
        ["usage"] = Told(exchange.Usage),
        ["cost_usd"] = exchange.Cost is { } cost ? JsonValue.Create(cost.Dollars) : null,
    };

    static JsonObject Told(Bill bill) => new()
    {
        ["exchanges"] = bill.Exchanges,
        ["usage"] = Told(bill.Usage),
        ["cost_usd"] = bill.Cost.Dollars,
        ["unknown_costs"] = bill.Unknown,
    };

    static JsonObject Told(Usage usage) => new()
    {
        ["input"] = usage.Input,
        ["cache_read"] = usage.CacheRead,
        ["cache_write_5m"] = usage.CacheWrite5m,
        ["cache_write_1h"] = usage.CacheWrite1h,
        ["output"] = usage.Output,
        ["reasoning"] = usage.Reasoning,
    };

    static Reply Page(JsonObject document) => new(200, Reply.Json, Compact.Text(document));
}
