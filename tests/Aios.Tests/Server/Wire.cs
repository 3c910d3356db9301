using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Server.Emulation;
using Microsoft.Extensions.Time.Testing;

namespace Aios.Tests.Server;

/// <summary>An emulator and somebody who asks it over bare HTTP.</summary>
sealed class Wire : IAsyncDisposable
{
    readonly HttpClient _http;

    Wire(Emulator emulator, FakeTimeProvider clock)
    {
        (Emulator, Clock) = (emulator, clock);
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(10) }) { BaseAddress = emulator.Address };
    }

    /// <summary>A path and a small question for each dialect.</summary>
    public static IReadOnlyDictionary<string, (string Path, string Body)> Dialects { get; } = new Dictionary<string, (string, string)>
    {
        ["anthropic"] = ("/v1/messages", """{"model":"m","max_tokens":500,"messages":[{"role":"user","content":"Say something of a few words more"}]}"""),
        ["openai-chat"] = ("/v1/chat/completions", """{"model":"m","messages":[{"role":"user","content":"Say something of a few words more"}]}"""),
        ["openai-responses"] = ("/v1/responses", """{"model":"m","input":"Say something of a few words more"}"""),
        ["ollama"] = ("/api/chat", """{"model":"m","messages":[{"role":"user","content":"Say something of a few words more"}]}"""),
    };

    public Emulator Emulator { get; }

    public FakeTimeProvider Clock { get; }

    public static async Task<Wire> StartAsync(EmulatorOptions? options = null)
    {
        FakeTimeProvider clock = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        return new(await Emulator.StartAsync(options ?? new(), clock, Xunit.TestContext.Current.CancellationToken), clock);
    }

    public static JsonObject Question(string dialect, bool streams)
    {
        var body = JsonNode.Parse(Dialects[dialect].Body)!.AsObject(); // they are objects
        body["stream"] = streams;
        if (dialect == "openai-chat" && streams)
        {
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }

        return body;
    }

    public Task<HttpResponseMessage> AskAsync(string dialect, bool streams, CancellationToken cancellationToken) =>
        PostAsync(Dialects[dialect].Path, Question(dialect, streams).ToJsonString(), cancellationToken);

    /// <summary>What comes of a small question, as far as it comes.</summary>
    public async Task<(int Status, byte[] Body, bool IsBroken)> ReadAsync(string dialect, bool streams, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        var status = 0;
        try
        {
            using var response = await AskAsync(dialect, streams, cancellationToken);
            status = (int)response.StatusCode;
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            await stream.CopyToAsync(body, cancellationToken);
            return (status, body.ToArray(), false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (status, body.ToArray(), true);
        }
    }

    /// <summary>With a key of every vendor.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, key: "sk-canary", cancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, "sk-canary", cancellationToken);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, string? key, CancellationToken cancellationToken, bool isAnthropic = true)
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (isAnthropic)
        {
            request.Headers.Add("anthropic-version", "2023-06-01");
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken)).RootElement;

    /// <summary>The events of a stream, or its lines.</summary>
    public static async Task<IReadOnlyList<(string? Event, JsonElement Data)>> EventsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.Content.Headers.ContentType?.MediaType == "application/x-ndjson"
            ? [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ((string?)null, JsonElement.Parse(line)))]
            : [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(each => each != "data: [DONE]").Select(Event)];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }

    static (string?, JsonElement) Event(string text)
    {
        var lines = text.Split('\n');
        return (lines[0].StartsWith("event: ", StringComparison.Ordinal) ? lines[0]["event: ".Length..] : null, JsonElement.Parse(lines[^1]["data: ".Length..]));
    }
}
