using Aios.Llm.Providers;

namespace Aios.Tests.Faults;

/// <summary>What comes of a question that meets a fault.</summary>
sealed record Expected(Seen Seen)
{
    /// <summary>What the emulator says back.</summary>
    public const string Answer = "You said: one two three four five";

    public FailureKind? Kind { get; init; }

    public int? Status { get; init; }

    /// <summary>As the failure asks for.</summary>
    public TimeSpan? Wait { get; init; }

    public required Bill Bill { get; init; }

    /// <summary>The text that the caller has in the end.</summary>
    public string Text { get; init; } = "";

    public string? Finish { get; init; }

    /// <summary>What there is beside text and failure: a warning, a refusal, thoughts.</summary>
    public string Beside { get; init; } = "";

    public static Expected Whole { get; } = new(Seen.Answer) { Bill = Bill.Exact, Text = Answer, Finish = "stop" };

    /// <summary>An answer that came whole, whose usage nobody has told.</summary>
    public static Expected Unbilled { get; } = Whole with { Bill = Bill.Unknown };

    public static Expected Ended(string finish, string text = "You said:", string beside = "") => Whole with { Text = text, Finish = finish, Beside = beside };

    /// <summary>The caller has had some of it.</summary>
    public static Expected Broken(FailureKind kind, string text = "You said:", string beside = "") =>
        new(Seen.Beginning) { Kind = kind, Status = 200, Bill = Bill.Unknown, Text = text, Beside = beside };

    /// <summary>Something had come, or may have, but nothing that the caller could have had.</summary>
    public static Expected Lost(FailureKind kind, int? status = 200) => new(Seen.Nothing) { Kind = kind, Status = status, Bill = Bill.Unknown };

    public static Expected Refused(FailureKind kind, int? status = null, double? wait = null) =>
        new(Seen.Nothing) { Kind = kind, Status = status, Wait = wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Bill = Bill.Nothing };
}

/// <summary>How much of the answer reached the caller.</summary>
public enum Seen
{
    Answer,
    Beginning,
    Nothing,
}

/// <summary>What the caller is told that it cost, held against what the server would bill.</summary>
public enum Bill
{
    Exact,
    Nothing,
    Unknown,

    /// <summary>Never to be expected.</summary>
    Wrong,
}
