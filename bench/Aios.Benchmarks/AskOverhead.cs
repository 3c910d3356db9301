using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Llm.Routing;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Benchmarks;

/// <summary>What asking through the router and a provider adds to a bare POST of the same bytes that reads the same answer, both asked in turn of one emulator.</summary>
sealed class AskOverhead(string provider, string path, OpenAiApi api, bool streams) : IDisposable
{
    const int Warmup = 500;
    const int Words = 100;

    static readonly ChatMessage[] _question = [new(ChatRole.User, string.Join(' ', Enumerable.Range(1, Words).Select(number => $"word{number}")))];
    static readonly Model _model = new() { Id = "m", ContextWindow = null, MaxOutput = null };

    readonly HttpClient _bare = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    static readonly (string Name, string Provider, string Path, OpenAiApi Api)[] _dialects =
    [
        ("Anthropic messages", "anthropic", "", OpenAiApi.ByModel),
        ("OpenAI chat", "openai", "v1", OpenAiApi.ChatCompletions),
        ("OpenAI Responses", "openai", "v1", OpenAiApi.Responses),
        ("Ollama chat", "ollama", "", OpenAiApi.ByModel),
    ];

    /// <summary>Prints a row for each dialect, in pieces and in one. All are warmed up before any is measured: much of their code is the same.</summary>
    public static async Task PrintAsync(Uri emulator, int rounds)
    {
        await foreach (var _ in RowsAsync(emulator, Warmup))
        {
        }

        Console.WriteLine("| dialect | answer | bare POST, median | ask, median | adds, median of the differences |");
        Console.WriteLine("|---|---|---|---|---|");
        await foreach (var row in RowsAsync(emulator, rounds))
        {
            Console.WriteLine(row);
        }
    }

    static async IAsyncEnumerable<string> RowsAsync(Uri emulator, int rounds)
    {
        foreach (var (name, provider, path, api) in _dialects)
        {
            foreach (var streams in (bool[])[true, false])
            {
                using AskOverhead overhead = new(provider, path, api, streams);
                var pairs = await overhead.MeasureAsync(emulator, rounds);
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"| {name} | {(streams ? "streamed" : "whole")} | {Median(pairs.Select(pair => pair.Bare)):0.00} ms | {Median(pairs.Select(pair => pair.Ask)):0.00} ms | {Median(pairs.Select(pair => pair.Ask - pair.Bare)):0.00} ms |");
            }
        }
    }

    public void Dispose() => _bare.Dispose();

    async Task<IReadOnlyList<(double Bare, double Ask)>> MeasureAsync(Uri emulator, int rounds)
    {
        var request = await SentAsync();
        using var opened = Open(emulator);
        using var models = ModelsAt(opened);
        List<(double, double)> pairs = [];
        for (var round = 0; round < rounds; round++)
        {
            var (bare, ask) = (0.0, 0.0);
            foreach (var isBare in round % 2 == 0 ? (bool[])[true, false] : [false, true]) // neither always comes first
            {
                var started = TimeProvider.System.GetTimestamp();
                var length = isBare ? await PostAsync(emulator, request) : await AskAsync(models);
                var took = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
                (bare, ask) = isBare ? (took, ask) : (bare, took);
                if (length < _question[0].Text.Length)
                {
                    throw new InvalidOperationException("That is not the whole answer.");
                }
            }

            pairs.Add((bare, ask));
        }

        return pairs;
    }

    /// <summary>The request as the provider sends it, so that the other side has the same to read.</summary>
    async Task<WireRequestSeen> SentAsync()
    {
        await using var server = WireServer.Saying(500, "application/json", "{}");
        using var opened = Open(server.Address);
        using var models = ModelsAt(opened);
        try
        {
            await AskAsync(models);
        }
        catch (NoRouteAnsweredException)
        {
            // It was sent, which is all that is wanted here.
        }

        return server.Seen[0];
    }

    VendorProvider Open(Uri server)
    {
        Uri address = new(server, path);
        return Vendors.Open(provider, new() { Address = address, Key = new("a key of no use", address) }, [], TimeProvider.System, api);
    }

    static RouterChatClient ModelsAt(VendorProvider opened)
    {
        RoutePlan plan = new([new(new(opened, _model, opened.ClientFor(_model)), "the only one")]);
        return new(_ => plan, new(TimeProvider.System, NullLogger<Router>.Instance));
    }

    /// <returns>The length of the answer.</returns>
    async Task<int> AskAsync(RouterChatClient models)
    {
        var length = 0;
        await foreach (var update in models.StreamAsync(models.Prepare(new RouteRequest(_question, null) { InOnePiece = !streams })))
        {
            length += update.Text.Length;
        }

        return length;
    }

    /// <returns>The length of the body.</returns>
    async Task<int> PostAsync(Uri emulator, WireRequestSeen request)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, new Uri(emulator, request.Path))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json") } },
        };
        foreach (var (name, value) in request.Headers.Where(header => header.Key is not ("Host" or "Content-Type" or "Content-Length")))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = (await _bare.SendAsync(message, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[16 << 10];
        var length = 0;
        while (await body.ReadAsync(buffer) is > 0 and var count)
        {
            length += count;
        }

        return length;
    }

    static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
