using System.Collections.Frozen;
using Aios.Server.Dialects.Anthropic;
using Aios.Server.Dialects.Ollama;
using Aios.Server.Dialects.OpenAi;
using Aios.Server.Emulation.Recordings;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Serving;

/// <summary>Who answers at which address.</summary>
sealed class RouteTable
{
    readonly FrozenDictionary<(string Method, string Path), Func<HttpContext, Exchange, Task<Exchange>>> _routes;
    readonly ModelRoutes _models;
    readonly RecordingRoute _recordings;

    public RouteTable(Desk desk, RecordingRoute recordings)
    {
        AnthropicDialect anthropic = new();
        ResponsesDialect responses = new();
        OllamaRoutes ollama = new(desk);
        _models = new(desk);
        _recordings = recordings;
        _routes = new Dictionary<(string, string), Func<HttpContext, Exchange, Task<Exchange>>>
        {
            [("POST", "/v1/messages")] = new AnswerRoute(anthropic, desk).AnswerAsync,
            [("POST", "/v1/messages/count_tokens")] = new CountRoute(anthropic, AnthropicRequest.ReadCounted, tokens => new() { ["input_tokens"] = tokens }, desk).CountAsync,
            [("POST", "/v1/chat/completions")] = new AnswerRoute(new ChatDialect(), desk).AnswerAsync,
            [("POST", "/v1/responses")] = new AnswerRoute(responses, desk).AnswerAsync,
            [("POST", "/v1/responses/input_tokens")] = new CountRoute(responses, responses.ReadCounted, tokens => new() { ["object"] = "response.input_tokens", ["input_tokens"] = tokens }, desk).CountAsync,
            [("POST", "/api/chat")] = new AnswerRoute(new OllamaDialect(generates: false), desk).AnswerAsync,
            [("POST", "/api/generate")] = new AnswerRoute(new OllamaDialect(generates: true), desk).AnswerAsync,
            [("POST", "/api/show")] = ollama.ShowAsync,
            [("GET", "/api/tags")] = ollama.TagsAsync,
            [("GET", "/api/ps")] = ollama.LoadedAsync,
            [("GET", "/api/version")] = ollama.VersionAsync,
        }.ToFrozenDictionary();
    }

    public Func<HttpContext, Exchange, Task<Exchange>> Find(string method, string path) =>
        _routes.TryGetValue((method, path), out var route) ? route
        : path.StartsWith(RecordingRoute.Path, StringComparison.Ordinal) ? _recordings.PlayAsync
        : method == "GET" && (path == ModelRoutes.Path || path.StartsWith(ModelRoutes.Path + "/", StringComparison.Ordinal)) ? _models.ListAsync
        : NotFoundAsync;

    static async Task<Exchange> NotFoundAsync(HttpContext context, Exchange exchange)
    {
        await new Reply(404, "text/plain", $"There is nothing at {exchange.Method} {exchange.Path}.\n").WriteAsync(context.Response, context.RequestAborted);
        return exchange with
        {
            Status = 404,
            Finished = true,
            HasKey = context.Request.Headers.Authorization.Count > 0 || context.Request.Headers.ContainsKey("x-api-key"),
        };
    }
}
