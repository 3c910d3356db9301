using Aios.Llm.Providers;

namespace Aios.Cli.Configuration;

/// <summary>An endpoint as it was configured, each value with where it came from.</summary>
sealed record EndpointSettings
{
    const string Connect = "connect_seconds";
    const string FirstByte = "first_byte_seconds";
    const string Idle = "idle_seconds";
    const string Whole = "whole_seconds";
    const string MaxParallel = "max_parallel";
    const string Requests = "requests_per_minute";
    const string InputTokens = "input_tokens_per_minute";
    const string OutputTokens = "output_tokens_per_minute";

    static readonly HashSet<string> _public = new(StringComparer.OrdinalIgnoreCase)
    {
        "anthropic-beta", "anthropic-version", "HTTP-Referer", "OpenAI-Beta", "OpenAI-Organization", "OpenAI-Project", "User-Agent", "X-Title",
    };

    public required string Name { get; init; }

    public required Setting<Uri> Address { get; init; }

    /// <summary>Absent where none was set.</summary>
    public Setting<Secret>? Key { get; init; }

    /// <summary>The variable that a key could be set in, for whoever misses one.</summary>
    public string? KeyVariable { get; init; }

    public IReadOnlyDictionary<string, Setting<string>> Headers { get; init; } = new Dictionary<string, Setting<string>>();

    public Setting<Uri>? Proxy { get; init; }

    /// <summary>By the names of the settings.</summary>
    public IReadOnlyDictionary<string, Setting<TimeSpan>> Deadlines { get; init; } = DefaultDeadlines;

    public static IReadOnlyDictionary<string, Setting<TimeSpan>> DefaultDeadlines { get; } = new Dictionary<string, Setting<TimeSpan>>
    {
        [Connect] = new(new Deadlines().Connect, Origin.Default),
        [FirstByte] = new(new Deadlines().FirstByte, Origin.Default),
        [Idle] = new(new Deadlines().Idle, Origin.Default),
        [Whole] = new(new Deadlines().Whole, Origin.Default),
    };

    /// <summary>What is let through to it, by the names of the settings; those that were set.</summary>
    public IReadOnlyDictionary<string, Setting<int>> Limits { get; init; } = new Dictionary<string, Setting<int>>();

    /// <summary>The names of the limits that can be set.</summary>
    public static IReadOnlyList<string> LimitNames { get; } = [MaxParallel, Requests, InputTokens, OutputTokens];

    /// <summary>Somebody has set a key or an address, or listed it: it is not there by default only.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>A header may prove who asks, whatever it is called; so all are as secret as a key but for those that are known not to.</summary>
    public static bool IsSecret(string header) => !_public.Contains(header);

    /// <summary>Those that may prove who asks.</summary>
    public IEnumerable<Setting<string>> SecretHeaders => Headers.Where(header => IsSecret(header.Key)).Select(header => header.Value);

    public Endpoint ToEndpoint() => new()
    {
        Name = Name,
        Address = Address.Value,
        Key = Key?.Value,
        Headers = Headers.ToDictionary(header => header.Key, header => header.Value.Value),
        Proxy = Proxy?.Value,
        Deadlines = new()
        {
            Connect = Deadlines[Connect].Value,
            FirstByte = Deadlines[FirstByte].Value,
            Idle = Deadlines[Idle].Value,
            Whole = Deadlines[Whole].Value,
        },
        Limits = new()
        {
            MaxParallel = Limit(MaxParallel),
            RequestsPerMinute = Limit(Requests),
            InputTokensPerMinute = Limit(InputTokens),
            OutputTokensPerMinute = Limit(OutputTokens),
        },
    };

    int? Limit(string name) => Limits.TryGetValue(name, out var limit) ? limit.Value : null;
}
