#:package Anthropic
#:package Microsoft.Extensions.AI
#:package Microsoft.Extensions.AI.OpenAI
#:package OllamaSharp
#:property PublishAot=false
#:property NoWarn=$(NoWarn);OPENAI001;MEAI001

// How exactly do the official C# SDKs, through their IChatClient adapters, decode recorded traffic of providers?
//   dotnet run bench/rivals/sdk-decoders.cs -- RECORDINGS [--verbose] [--id PART-OF-AN-ID] [--cut]
// Every exchange is played to the SDK by an HttpMessageHandler, in reads of odd sizes, and compared with its `expected`.
// --cut adds a second table: each good stream ended between two events after about two thirds; is the cut noticed?
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anthropic;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

if (args is ["--child", var kind, var address, var started])
{
    await ColdStart.AnswerAsync(kind, address, long.Parse(started, CultureInfo.InvariantCulture));
    return 0;
}

if (args is not [var folder, .. var options] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: dotnet run bench/rivals/sdk-decoders.cs -- RECORDINGS [--verbose] [--id PART] [--cut]");
    return 2;
}

var only = Array.IndexOf(options, "--id") is >= 0 and var at ? options[at + 1] : null;
List<Row> rows = [];
List<CutRow> cuts = [];
foreach (var recording in Recording.In(folder).Where(recording => only is null || recording.Id.Contains(only, StringComparison.Ordinal)))
{
    Row row = new(recording, new Judge(recording, await Player.AskAsync(recording, recording.Body)).Compare());
    rows.Add(row);
    foreach (var remark in options.Contains("--verbose") ? row.Verdict.Faults.Concat(row.Verdict.Notes.Select(note => $"(note) {note}")) : [])
    {
        Console.WriteLine($"{recording.Endpoint}  {recording.Id}  {remark}");
    }

    if (options.Contains("--cut") && recording.IsGoodStream && recording.CutBetweenEvents() is { } cut)
    {
        cuts.Add(new(recording, await Player.AskAsync(recording, cut)));
    }
}

Report.Print(rows, cuts);
if (only is null)
{
    ColdStart.Measure(folder);
}

return 0;

/// <summary>One recorded exchange.</summary>
sealed class Recording(string id, JsonNode json)
{
    public static IReadOnlyList<string> Endpoints { get; } = ["anthropic_messages", "openai_chat", "openai_responses", "ollama_chat"];

    public string Id => id;

    public string Endpoint => Text("endpoint");

    public string Provider => Text("provider");

    public int Status => (int)json["status"]!; // these members every recording has

    public bool Streams => (bool)json["streaming"]!;

    public byte[] Body => Encoding.UTF8.GetBytes(Text("response_body"));

    public IEnumerable<(string Name, string Value)> Headers => json["response_headers"]!.AsObject().Select(header => (header.Key, header.Value?.ToString() ?? ""));

    public IEnumerable<string> Tags => json["tags"]!.AsArray().Select(tag => (string)tag!);

    public JsonNode Expected => json["expected"]!;

    public bool IsPartial => (bool)Expected["partial"]!;

    public bool IsError => Status >= 400 || Said("error_type") is not null || Said("error_message") is not null || Said("error_code") is not null;

    public bool IsGoodStream => Streams && !IsError && !IsPartial;

    public static IEnumerable<Recording> In(string folder) =>
        from endpoint in Endpoints
        from recording in Of(folder, endpoint)
        select recording;

    public static IEnumerable<Recording> Of(string folder, string endpoint) =>
        from file in Directory.EnumerateFiles(Path.Combine(folder, endpoint), "*.json").Order(StringComparer.Ordinal)
        select new Recording(Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllText(file))!);

    /// <summary>An expected value as text; null where there is none.</summary>
    public string? Said(string name) => AsText(Expected[name]);

    public static string? AsText(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : node?.ToJsonString();

    /// <returns>Null where there is no place between two events.</returns>
    public byte[]? CutBetweenEvents()
    {
        var between = Endpoint == "ollama_chat" ? "\n"u8 : "\n\n"u8;
        var body = Body;
        return body.AsSpan(0, body.Length * 2 / 3).LastIndexOf(between) is > 0 and var end ? body[..(end + between.Length)] : null;
    }

    string Text(string name) => (string)json[name]!;
}

/// <summary>What an SDK made of an answer.</summary>
sealed record Outcome
{
    public required string Text { get; init; }

    public required string Reasoning { get; init; }

    public required string Refusal { get; init; }

    public required IReadOnlyList<FunctionCallContent> Calls { get; init; }

    /// <summary>Calls that are there as the SDK's own type only.</summary>
    public required int RawCalls { get; init; }

    public string? Finish { get; init; }

    public string? Model { get; init; }

    public UsageDetails? Usage { get; init; }

    /// <summary>An exception, or an ErrorContent that is no refusal.</summary>
    public string? Error { get; init; }

    public bool Threw { get; init; }

    public static Outcome Of(ChatResponse response, Exception? thrown)
    {
        AIContent[] contents = [.. response.Messages.SelectMany(message => message.Contents)];
        var refusals = contents.OfType<ErrorContent>().Where(error => error.ErrorCode == "Refusal").ToList();
        return new()
        {
            Text = string.Concat(contents.OfType<TextContent>().Select(content => content.Text)),
            Reasoning = string.Concat(contents.OfType<TextReasoningContent>().Select(content => content.Text)),
            Refusal = string.Concat(refusals.Select(refusal => refusal.Message)),
            Calls = [.. contents.OfType<FunctionCallContent>()],
            RawCalls = contents.Count(content => content is not FunctionCallContent && content.RawRepresentation?.GetType().Name == "CustomToolCallItem"),
            Finish = response.FinishReason?.Value,
            Model = response.ModelId,
            Usage = response.Usage,
            Error = thrown is null ? contents.OfType<ErrorContent>().Except(refusals).FirstOrDefault()?.Message : $"{thrown.GetType().Name}: {thrown.Message}",
            Threw = thrown is not null,
        };
    }
}

/// <summary>The SDKs, with their own retries off.</summary>
static class Rivals
{
    public static IChatClient For(string endpoint, HttpClient http, string address)
    {
        switch (endpoint)
        {
            case "anthropic_messages":
                return new AnthropicClient { HttpClient = http, ApiKey = "key", BaseUrl = address, MaxRetries = 0 }.AsIChatClient("m", 1024);
            case "openai_chat":
                return OpenAi(http, address).GetChatClient("m").AsIChatClient();
            case "openai_responses":
                return OpenAi(http, address).GetResponsesClient().AsIChatClient("m");
            default:
                http.BaseAddress = new(address);
                return new OllamaApiClient(http, "m");
        }
    }

    static OpenAIClient OpenAi(HttpClient http, string address) => new(new ApiKeyCredential("key"), new OpenAIClientOptions
    {
        Endpoint = new($"{address}/v1"),
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(0),
    });
}

/// <summary>Answers every request with a recording.</summary>
sealed class Player(Recording recording, byte[] body) : HttpMessageHandler
{
    static readonly TimeSpan _longest = TimeSpan.FromSeconds(20);

    public static async Task<Outcome> AskAsync(Recording recording, byte[] body)
    {
        using Player player = new(recording, body);
        using HttpClient http = new(player);
        using var client = Rivals.For(recording.Endpoint, http, "http://127.0.0.1:1");
        using CancellationTokenSource timeout = new(_longest, TimeProvider.System);
        List<ChatResponseUpdate> updates = [];
        try
        {
            if (!recording.Streams)
            {
                return Outcome.Of(await client.GetResponseAsync("hi", null, timeout.Token), null);
            }

            await foreach (var update in client.GetStreamingResponseAsync("hi", null, timeout.Token))
            {
                updates.Add(update);
            }

            return Outcome.Of(updates.ToChatResponse(), null);
        }
        catch (Exception exception) // whatever an SDK throws is what is measured here
        {
            return Outcome.Of(updates.ToChatResponse(), exception); // what came before it stays visible
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await (request.Content?.LoadIntoBufferAsync(cancellationToken) ?? Task.CompletedTask);
        HttpResponseMessage answer = new((HttpStatusCode)recording.Status) { RequestMessage = request, Content = new StreamContent(new OddReads(body)) };
        foreach (var (name, value) in recording.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, value))
            {
                answer.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (answer.Content.Headers.ContentType is null)
        {
            answer.Content.Headers.TryAddWithoutValidation(
                "content-type", !recording.Streams ? "application/json" : recording.Endpoint == "ollama_chat" ? "application/x-ndjson" : "text/event-stream");
        }

        return answer;
    }

    /// <summary>Cuts characters and line ends. (A MemoryStream leads all its ways of reading here.)</summary>
    sealed class OddReads(byte[] body) : MemoryStream(body, writable: false)
    {
        static readonly int[] _sizes = [1, 3, 7, 17, 61, 251];

        int _turn;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, _sizes[_turn++ % _sizes.Length]));
    }
}

/// <summary>What was wrong, and what is worth knowing and no fault.</summary>
sealed record Verdict(IReadOnlyList<string> Faults, IReadOnlyList<string> Notes);

/// <summary>Compares what an SDK made of an answer with what the recording expects, with every doubt in the SDK's favour.</summary>
sealed class Judge(Recording recording, Outcome outcome)
{
    public const string NullStop = "FinishReason null on a completed answer that was not streamed";

    readonly List<string> _faults = [];
    readonly List<string> _notes = [];

    public Verdict Compare()
    {
        if (recording.IsError)
        {
            CompareError();
        }
        else if (outcome.Error is { } error)
        {
            _faults.Add($"{(outcome.Threw ? "exception" : "ErrorContent")} on a good answer: {error.ReplaceLineEndings(" ")}");
        }
        else
        {
            var wanted = recording.Expected["tool_calls"]!.AsArray().Where(call => Recording.AsText(call!["name"]) is { Length: > 0 }).ToList(); // Snowflake's empty calls are no calls
            CompareTexts();
            CompareCalls(wanted);
            CompareEnd(wanted.Count > 0);
            CompareUsage();
        }

        return new(_faults, _notes);
    }

    /// <summary>The adapters mix the choices of a stream that has several.</summary>
    string Mixed => recording.Streams && recording.Tags.Contains("req_n_gt_1") ? "choices of n > 1 mixed: " : "";

    void CompareError()
    {
        if (outcome.Error is not { } error)
        {
            _faults.Add(recording.Status >= 400 ? "HTTP error not raised"
                : $"error inside 200 not noticed{(outcome.Finish is null ? " (no finish reason)" : $": finish reason {outcome.Finish}")}");
        }
        else if (recording.Said("error_message") is { } message
            && !error.Contains(message, StringComparison.Ordinal) && !error.Replace("\\\"", "\"", StringComparison.Ordinal).Contains(message, StringComparison.Ordinal))
        {
            _notes.Add($"provider's error message not in the error: {error.ReplaceLineEndings(" ")}");
        }
    }

    void CompareTexts()
    {
        var (text, refusal, thinking) = (recording.Said("text") ?? "", recording.Said("refusal") ?? "", recording.Said("thinking") ?? "");
        if (outcome.Text != text && outcome.Text != text + refusal)
        {
            _faults.Add(Mixed + (outcome.Text.Length == 0 ? "text lost"
                : Squeeze(outcome.Text) == Squeeze(text) ? "text differs in white space"
                : $"text wrong: {outcome.Text.Length} for {text.Length} characters"));
        }

        if (refusal.Length > 0 && outcome.Refusal != refusal && !outcome.Text.Contains(refusal, StringComparison.Ordinal))
        {
            _faults.Add("refusal text lost");
        }

        if (thinking.Length > 0 && Squeeze(outcome.Reasoning) != Squeeze(thinking))
        {
            _faults.Add(outcome.Reasoning.Length == 0 ? "reasoning lost" : $"reasoning wrong: {outcome.Reasoning.Length} for {thinking.Length} characters");
        }
    }

    void CompareCalls(List<JsonNode?> wanted)
    {
        var servers = recording.Expected["server_tool_calls"]!.AsArray().Select(call => Recording.AsText(call!["id"])).ToHashSet();
        var got = outcome.Calls.Where(call => !call.InformationalOnly && !servers.Contains(call.CallId)).ToList();
        if (outcome.RawCalls > 0 && got.Count + outcome.RawCalls == wanted.Count)
        {
            _notes.Add("custom tool call only as RawRepresentation");
        }
        else if (got.Count != wanted.Count)
        {
            _faults.Add($"tool call {(got.Count < wanted.Count ? "lost" : "invented")}: {got.Count} for {wanted.Count}");
        }
        else
        {
            foreach (var (call, expected) in got.Zip(wanted))
            {
                CompareCall(call, Recording.AsText(expected!["name"]), expected["arguments"]);
            }
        }
    }

    void CompareCall(FunctionCallContent call, string? name, JsonNode? wanted)
    {
        if (call.Name != name)
        {
            _faults.Add($"tool name wrong: '{call.Name}'");
        }

        var given = call.Arguments is { } arguments ? JsonSerializer.SerializeToNode(arguments, AIJsonUtilities.DefaultOptions) : null;
        var isSame = wanted is null or JsonObject { Count: 0 } ? given is null or JsonObject { Count: 0 } : JsonNode.DeepEquals(given, wanted);
        switch (wanted)
        {
            case var _ when isSame && call.Exception is null:
                break;
            case not null and not JsonObject when call.Exception is not null:
                _notes.Add("cut tool arguments: flagged by FunctionCallContent.Exception, text not given");
                break;
            case JsonValue:
                _faults.Add($"cut tool arguments unflagged, shown as {given?.ToJsonString() ?? "null"}");
                break;
            default:
                _faults.Add($"{Mixed}tool arguments {(given is null ? "lost" : "wrong")}: {given?.ToJsonString() ?? "null"} for {wanted?.ToJsonString() ?? "null"}");
                break;
        }
    }

    void CompareEnd(bool hasCalls)
    {
        if (recording.IsPartial && outcome.Finish is not null)
        {
            _faults.Add("cut answer shown as whole");
        }

        var said = recording.Said("stop_reason");
        var (stop, finish) = (Stop(said, hasCalls), Stop(outcome.Finish, hasCalls));
        if (finish is null && said == "completed" && !recording.Streams)
        {
            _notes.Add(NullStop); // lenient: an incomplete one would say so
        }
        else if (stop is not null && stop != finish && !(finish == "filter" && recording.Said("refusal") is { Length: > 0 }))
        {
            _faults.Add(finish is null ? $"stop reason missing (for {said})" : $"stop reason wrong: {outcome.Finish} for {said}");
        }

        if (recording.Said("model") is { Length: > 0 } model && outcome.Model != model)
        {
            _faults.Add(outcome.Model is null ? "model missing" : $"model wrong: {outcome.Model}");
        }
    }

    void CompareUsage()
    {
        var usage = outcome.Usage;
        var written = usage?.AdditionalCounts?.Where(count => IsCacheWrite(count.Key)).Select(count => (long?)count.Value).Max();
        var (input, total) = (usage?.InputTokenCount, Count("total_input_tokens"));
        if (input != Count("input_tokens") || input + (usage?.CachedInputTokenCount ?? 0) + (written ?? 0) != total) // with or without the cache, as long as the total can be had
        {
            CompareBucket("input", input, total);
        }

        CompareBucket("output", usage?.OutputTokenCount, Count("output_tokens"));
        CompareBucket("cached", usage?.CachedInputTokenCount, Count("cached_input_tokens"));
        CompareBucket("cache write", written, Count("cache_write_tokens"));
        CompareBucket("reasoning", usage?.ReasoningTokenCount, Count("reasoning_tokens"));
    }

    void CompareBucket(string name, long? given, long? wanted)
    {
        if (wanted is not null && given != wanted && (given is not null || wanted != 0)) // nothing said of a zero is no loss
        {
            _faults.Add(given is null or 0 ? $"usage {name} missing" : $"usage {name} wrong: {given} for {wanted}");
        }
    }

    long? Count(string name) => (long?)recording.Expected[name];

    static bool IsCacheWrite(string name) =>
        name.Contains("cach", StringComparison.OrdinalIgnoreCase)
        && (name.Contains("creat", StringComparison.OrdinalIgnoreCase) || name.Contains("write", StringComparison.OrdinalIgnoreCase));

    static string Squeeze(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    /// <summary>The vendors' words for the same end as one.</summary>
    static string? Stop(string? word, bool hasCalls) => word switch
    {
        null or "" => null,
        "stop" or "end_turn" or "completed" or "stop_sequence" or "eos" => hasCalls ? "tool" : "stop", // a call that ends in "stop" is still a call
        "length" or "max_tokens" or "incomplete:max_output_tokens" => "length",
        "tool_calls" or "tool_use" or "function_call" => "tool",
        _ => word == "refusal" || word.Contains("content_filter", StringComparison.Ordinal) ? "filter" : word,
    };
}

sealed record Row(Recording Recording, Verdict Verdict)
{
    public bool IsExact => Verdict.Faults.Count == 0;
}

/// <summary>What became of a good stream that was cut.</summary>
sealed record CutRow(Recording Recording, Outcome Outcome)
{
    public string Result => Outcome.Error is not null ? "error raised" : $"no error, {(Outcome.Finish is { } finish ? $"finish reason {finish}" : "no finish reason")}";
}

static class Report
{
    const int LongestLine = 200;

    public static void Print(IReadOnlyList<Row> rows, IReadOnlyList<CutRow> cuts)
    {
        Console.WriteLine($"\n{"endpoint",-20}{"exchanges",10}{"exact",8}{"wrong",8}{"exact, strict",15}");
        foreach (var endpoint in Recording.Endpoints)
        {
            PrintCounts(endpoint, [.. rows.Where(row => row.Recording.Endpoint == endpoint)]);
        }

        PrintCounts("all", rows);
        Console.WriteLine("(strict: a null FinishReason on a completed answer that was not streamed counts as wrong too)\n");
        foreach (var endpoint in Recording.Endpoints)
        {
            var its = rows.Where(row => row.Recording.Endpoint == endpoint).ToList();
            PrintKinds(endpoint, "", its, row => row.Verdict.Faults);
            PrintKinds(endpoint, "(no fault) ", its, row => row.Verdict.Notes);
        }

        PrintExceptions(rows);
        PrintCuts(cuts);
    }

    static void PrintCounts(string name, IReadOnlyList<Row> rows) => Console.WriteLine(
        $"{name,-20}{rows.Count,10}{rows.Count(row => row.IsExact),8}{rows.Count(row => !row.IsExact),8}{rows.Count(row => row.IsExact && !row.Verdict.Notes.Contains(Judge.NullStop)),15}");

    static void PrintKinds(string endpoint, string mark, IEnumerable<Row> rows, Func<Row, IEnumerable<string>> remarks)
    {
        var kinds =
            from row in rows
            from kind in remarks(row).Select(remark => remark.Split(": ")[0]).Distinct()
            group row.Recording.Id by kind into ids
            orderby ids.Count() descending
            select ids;
        foreach (var ids in kinds)
        {
            Console.WriteLine($"{endpoint,-20}{ids.Count(),5}  {mark}{ids.Key}  {Examples(ids)}");
        }
    }

    static void PrintExceptions(IEnumerable<Row> rows)
    {
        var exceptions =
            from row in rows
            from fault in row.Verdict.Faults
            where fault.Contains("on a good answer", StringComparison.Ordinal)
            group row.Recording.Id by (row.Recording.Endpoint, Fault: fault[..Math.Min(fault.Length, LongestLine)]);
        foreach (var ids in exceptions)
        {
            Console.WriteLine($"  {ids.Key.Endpoint} x{ids.Count()}: {ids.Key.Fault}  {Examples(ids)}");
        }
    }

    static void PrintCuts(IReadOnlyList<CutRow> cuts)
    {
        if (cuts.Count > 0)
        {
            Console.WriteLine("\nGood streams ended between two events after about two thirds of the body:");
        }

        foreach (var ids in cuts.GroupBy(cut => (cut.Recording.Endpoint, cut.Result), cut => cut.Recording.Id).OrderBy(ids => ids.Key.Endpoint, StringComparer.Ordinal))
        {
            Console.WriteLine($"{ids.Key.Endpoint,-20}{ids.Count(),5}  {ids.Key.Result}  {Examples(ids)}");
        }
    }

    static string Examples(IEnumerable<string> ids) => $"e.g. {string.Join(", ", ids.Take(2))}";
}

/// <summary>From the start of a process to its first answer: this program starts itself anew and asks over loopback for one recorded answer.</summary>
static class ColdStart
{
    const string Bare = "bare HttpClient";
    const int Runs = 3;

    public static void Measure(string folder)
    {
        Console.WriteLine($"\nCold start, process start to first answer (ms, {Runs} runs):");
        foreach (var kind in Recording.Endpoints.Prepend(Bare))
        {
            var body = Recording.Of(folder, kind == Bare ? "openai_chat" : kind).First(recording => IsPlain(recording) && (kind is not (Bare or "openai_chat") || recording.Provider == "openai")).Body;
            Console.WriteLine($"{kind,-20} {string.Join("  ", Enumerable.Range(0, Runs).Select(_ => Once(kind, body)))}");
        }
    }

    /// <summary>What the child does.</summary>
    public static async Task AnswerAsync(string kind, string address, long started)
    {
        using HttpClient http = new();
        if (kind == Bare)
        {
            using StringContent question = new("{}", Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri(address), question);
            await response.Content.ReadAsStringAsync();
        }
        else
        {
            using var client = Rivals.For(kind, http, address);
            await client.GetResponseAsync("hi");
        }

        Console.WriteLine((int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    static bool IsPlain(Recording recording) => recording is { Status: 200, Streams: false } && recording.Said("text") is { Length: > 0 };

    static string Once(string kind, byte[] body)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        using HttpListener listener = new() { Prefixes = { $"{address}/" } };
        listener.Start();
        var answering = AnswerOnceAsync(listener, body);
        using var child = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["--child", kind, address, Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)]) // a program that runs has a path
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var took = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        return took.Length > 0 ? took : $"failed: {child.StandardError.ReadToEnd().Split('\n')[0]} {answering.Status}";
    }

    static async Task AnswerOnceAsync(HttpListener listener, byte[] body)
    {
        var context = await listener.GetContextAsync();
        await context.Request.InputStream.CopyToAsync(Stream.Null);
        context.Response.ContentType = "application/json";
        context.Response.Close(body, willBlock: true);
    }

    static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
