using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Server.Dialects;
using Aios.Server.Dialects.Ollama;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Serving;

/// <summary>What Ollama tells of itself: its models, those that are loaded, its version.</summary>
sealed class OllamaRoutes(Desk desk)
{
    const int UsualWindow = 131_072;
    const string Since = "2025-01-01T00:00:00Z";

    static readonly OllamaDialect _dialect = new(generates: false);

    public Task<Exchange> TagsAsync(HttpContext context, Exchange exchange) => TellAsync(context, exchange, _ => Listed([]));

    public Task<Exchange> LoadedAsync(HttpContext context, Exchange exchange) => TellAsync(context, exchange, _ => Listed(new()
    {
        ["expires_at"] = desk.Clock.GetUtcNow().AddMinutes(5).ToString("O"),
        ["size_vram"] = 0,
        ["context_length"] = UsualWindow,
    }));

    public Task<Exchange> VersionAsync(HttpContext context, Exchange exchange) => TellAsync(context, exchange, _ => new() { ["version"] = "0.12.6" });

    public Task<Exchange> ShowAsync(HttpContext context, Exchange exchange) => TellAsync(context, exchange, name =>
    {
        if (name is null)
        {
            throw OllamaErrors.Refuse("model is required");
        }

        if (!desk.Models.Has("ollama", name))
        {
            throw new RequestRefusedException(_dialect.Error(ErrorKind.UnknownModel, name));
        }

        var model = desk.Models.Find("ollama", name);
        return new()
        {
            ["modelfile"] = $"FROM {name}\n",
            ["parameters"] = "",
            ["template"] = "{{ .Prompt }}",
            ["details"] = Details(),
            ["model_info"] = new JsonObject
            {
                ["general.architecture"] = "emulated",
                ["general.parameter_count"] = 1_000_000,
                ["emulated.context_length"] = model?.ContextWindow ?? UsualWindow,
            },
            ["capabilities"] = Able(model?.Capabilities ?? Capabilities.Unknown),
            ["modified_at"] = Since,
        };
    });

    async Task<Exchange> TellAsync(HttpContext context, Exchange exchange, Func<string?, JsonObject> tell)
    {
        exchange = exchange with { Dialect = _dialect.Name, Provider = _dialect.Provider, HasKey = _dialect.HasKey(context.Request.Headers) };
        desk.Journal.Replace(exchange);
        JsonElement? body;
        try
        {
            body = HttpMethods.IsPost(context.Request.Method) ? await RequestBody.ReadAsync(context.Request, _dialect, context.RequestAborted) : null;
        }
        catch (RequestRefusedException refused)
        {
            desk.WriteHeaders(context.Response, _dialect.Provider, exchange, null);
            return await desk.ReplyAsync(context, exchange with { Refusal = refused.Error.Message }, Reply.Of(refused.Error, _dialect, ""));
        }

        var name = body is { IsObject: true } asked ? asked.Word("model") ?? asked.Word("name") : null;
        var fault = desk.FaultBeside(_dialect, exchange.Path, name);
        exchange = exchange with { Model = name, Fault = fault?.Name };
        desk.WriteHeaders(context.Response, _dialect.Provider, exchange, fault);
        var reply = (fault is null ? null : Reply.Of(fault, _dialect, name ?? "", streams: false, "", desk.Clock)) ?? Told(tell, name);
        return await desk.ReplyAsync(context, exchange, reply);
    }

    static Reply Told(Func<string?, JsonObject> tell, string? name)
    {
        try
        {
            return new(200, Reply.Json, Compact.Text(tell(name)));
        }
        catch (RequestRefusedException refused)
        {
            return Reply.Of(refused.Error, _dialect, "");
        }
    }

    JsonObject Listed(JsonObject more) => new()
    {
        ["models"] = new JsonArray([.. desk.Models.Of("ollama").Select(model =>
        {
            JsonObject listed = new()
            {
                ["name"] = model.Id,
                ["model"] = model.Id,
                ["modified_at"] = Since,
                ["size"] = 1_000_000,
                ["digest"] = desk.Ids.Noise(model.Id, 64).ToLowerInvariant(),
                ["details"] = Details(),
            };
            foreach (var (name, value) in more)
            {
                listed[name] = value?.DeepClone();
            }

            return (JsonNode)listed;
        })]),
    };

    static JsonObject Details() => new()
    {
        ["parent_model"] = "",
        ["format"] = "gguf",
        ["family"] = "emulated",
        ["families"] = new JsonArray("emulated"),
        ["parameter_size"] = "1M",
        ["quantization_level"] = "F16",
    };

    static JsonArray Able(Capabilities capabilities) =>
    [
        .. ((string[])
        [
            "completion",
            .. capabilities.Tools == false ? (string[])[] : ["tools"],
            .. capabilities.Images == false ? (string[])[] : ["vision"],
            .. capabilities.Thinking == Thinking.None ? (string[])[] : ["thinking"],
        ]).Select(able => JsonValue.Create(able)),
    ];
}
