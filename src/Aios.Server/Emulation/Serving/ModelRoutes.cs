using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Server.Dialects;
using Aios.Server.Dialects.Anthropic;
using Aios.Server.Dialects.OpenAi;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Serving;

/// <summary>Lists models at <c>/v1/models</c>, an address that two vendors share: who sends Anthropic's header gets Anthropic's answer.</summary>
sealed class ModelRoutes(Desk desk)
{
    public const string Path = "/v1/models";

    static readonly DateTimeOffset _since = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<Exchange> ListAsync(HttpContext context, Exchange exchange)
    {
        IServedDialect dialect = context.Request.Headers.ContainsKey("anthropic-version") ? new AnthropicDialect() : new ChatDialect();
        var fault = desk.FaultBeside(dialect, exchange.Path, null);
        exchange = exchange with
        {
            Dialect = dialect.Name,
            Provider = dialect.Provider,
            HasKey = dialect.HasKey(context.Request.Headers),
            Fault = fault?.Name,
        };
        desk.WriteHeaders(context.Response, dialect.Provider, exchange, fault);
        var reply = fault is not null && Reply.Of(fault, dialect, "", streams: false, exchange.RequestId, desk.Clock) is { } instead ? instead
            : !exchange.HasKey ? Reply.Of(dialect.Error(ErrorKind.NoKey, ""), dialect, exchange.RequestId)
            : exchange.Path == Path ? new(200, Reply.Json, Compact.Text(List(dialect.Provider)))
            : One(dialect, Uri.UnescapeDataString(exchange.Path[(Path.Length + 1)..]), exchange.RequestId);
        return await desk.ReplyAsync(context, exchange, reply);
    }

    JsonObject List(string provider)
    {
        var models = desk.Models.Of(provider);
        JsonObject list = new() { ["data"] = new JsonArray([.. models.Select(model => (JsonNode)Told(provider, model))]) };
        if (provider == "anthropic")
        {
            list["has_more"] = false;
            list["first_id"] = models is [var first, ..] ? first.Id : null;
            list["last_id"] = models is [.., var last] ? last.Id : null;
        }
        else
        {
            list.Insert(0, "object", "list");
        }

        return list;
    }

    Reply One(IServedDialect dialect, string id, string requestId) =>
        desk.Models.Of(dialect.Provider).FirstOrDefault(model => model.Id == id) is { } known ? new(200, Reply.Json, Compact.Text(Told(dialect.Provider, known)))
        : Reply.Of(dialect.Error(ErrorKind.UnknownModel, id), dialect, requestId);

    static JsonObject Told(string provider, Model model) => provider == "anthropic"
        ? new()
        {
            ["type"] = "model",
            ["id"] = model.Id,
            ["display_name"] = model.Id,
            ["created_at"] = _since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["max_input_tokens"] = model.ContextWindow,
            ["max_tokens"] = model.MaxOutput,
        }
        : new() { ["id"] = model.Id, ["object"] = "model", ["created"] = _since.ToUnixTimeSeconds(), ["owned_by"] = "aios" };
}
