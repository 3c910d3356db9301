namespace Aios.Server.Emulation.Faults;

/// <summary>Faults as a file lists them.</summary>
public static class FaultScript
{
    static readonly string[] _dialects = ["anthropic", "openai-chat", "openai-responses", "ollama", "ollama-generate"];

    /// <exception cref="ScriptException"/>
    public static IReadOnlyList<FaultRule> Load(string file) => Parse(File.ReadAllText(file), file);

    /// <exception cref="ScriptException"/>
    public static IReadOnlyList<FaultRule> Parse(string text, string file = "faults")
    {
        List<string> mistakes = [];
        var rules = ScriptText.Read<Document>(text, file).Faults.Select((entry, at) => Rule(entry, $"faults[{at}]", mistakes)).ToList();
        return mistakes.Count == 0 ? rules : throw new ScriptException(file, mistakes);
    }

    static FaultRule Rule(Entry entry, string at, List<string> mistakes)
    {
        var kind = Word<FaultKind>(entry.Fault, $"{at}.fault", mistakes);
        var point = entry.At is null ? null : Word<CutPoint>(entry.At, $"{at}.at", mistakes);
        void Must(bool holds, string what)
        {
            if (!holds)
            {
                mistakes.Add($"{at}.{what}");
            }
        }

        Must(entry.Dialect is null || _dialects.Contains(entry.Dialect), $"dialect: there is no '{entry.Dialect}', only {string.Join(", ", _dialects)}.");
        Must(kind != FaultKind.Status || entry.Status is >= 400 and <= 599, "status: takes a status from 400 to 599.");
        Must(entry.Probability is >= 0 and <= 1, "probability: takes a number from 0 to 1.");
        Must(entry.Count >= 1, "count: takes at least 1.");
        Must(entry.From >= 1, "from: counts from 1.");
        Must(entry.Times is null or >= 1, "times: takes at least 1.");
        Must(entry.BytesPerSecond >= 0.001, "bytes_per_second: takes at least 0.001.");
        Must(entry.Seconds is null or (>= -1e9 and <= 1e9), "seconds: takes up to 1000000000.");
        Must(kind != FaultKind.Silence || entry.Seconds is null or (>= 0 and <= Fault.LongestSilence), $"seconds: a silence takes 0 to {Fault.LongestSilence}.");
        Must(entry.RetryAfterDate is null or (>= -1e9 and <= 1e9), "retry_after_date: takes up to 1000000000.");
        Must(kind is null or FaultKind.Cut or FaultKind.Reset or FaultKind.Silence || point is null, $"at: {entry.Fault} has no place; only reset, cut and silence have.");
        Must(kind != FaultKind.Silence || point is null or CutPoint.BeforeFirstByte or CutPoint.AfterHeaders or CutPoint.InToken, "at: a silence takes before-first-byte, after-headers or in-token.");
        Must(kind != FaultKind.OtherModel || entry.Value is not null, "value: takes the name of the other model.");
        Fault fault = new(kind ?? FaultKind.Status)
        {
            Status = entry.Status,
            Message = entry.Message,
            RetryAfter = entry.RetryAfter,
            RetryAfterDate = entry.RetryAfterDate,
            RetryAfterMs = entry.RetryAfterMs,
            Seconds = entry.Seconds,
            At = point,
            After = entry.After,
            Count = entry.Count,
            Pings = entry.Pings,
            Value = entry.Value,
            BytesPerSecond = entry.BytesPerSecond,
        };
        return new(fault)
        {
            Dialect = entry.Dialect,
            Path = entry.Path,
            Model = entry.Model,
            From = entry.From,
            Times = entry.Times ?? int.MaxValue,
            Probability = entry.Probability,
        };
    }

    static T? Word<T>(string? word, string at, List<string> mistakes) where T : struct, Enum
    {
        var name = word?.Replace("-", "", StringComparison.Ordinal) ?? "";
        if (Enum.GetNames<T>().FirstOrDefault(each => each.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return Enum.Parse<T>(known);
        }

        mistakes.Add($"{at}: there is no '{word}'.");
        return null;
    }

    sealed record Document
    {
        public List<Entry> Faults { get; init; } = [];
    }

    sealed record Entry
    {
        public string? Fault { get; init; }

        public string? Dialect { get; init; }

        public string? Path { get; init; }

        public string? Model { get; init; }

        public int From { get; init; } = 1;

        public int? Times { get; init; }

        public double Probability { get; init; } = 1;

        public int? Status { get; init; }

        public string? Message { get; init; }

        public string? RetryAfter { get; init; }

        public double? RetryAfterDate { get; init; }

        public string? RetryAfterMs { get; init; }

        public double? Seconds { get; init; }

        public string? At { get; init; }

        public int? After { get; init; }

        public int Count { get; init; } = 1;

        public bool Pings { get; init; }

        public string? Value { get; init; }

        public double BytesPerSecond { get; init; } = 1;
    }
}
