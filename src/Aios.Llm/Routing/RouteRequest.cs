using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>What is asked, before anyone has decided whom to ask.</summary>
public sealed record RouteRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)
{
    /// <summary>The kind of task of a question that belongs to none.</summary>
    public const string Question = "question";

    public Spender Spender { get; init; } = Spender.Anyone;

    /// <summary>Who asks, where each of several may have models of its own.</summary>
    public string? Specialist => Spender.Specialist;

    /// <summary>The kind of task, by which lengths, times and verdicts are remembered.</summary>
    public string Kind { get; init; } = Question;

    /// <summary>The task of a run, for the ledger.</summary>
    public string? Task { get; init; }

    /// <summary>By which the call is known again in its run: who asks again under the same name gets the answer that was accepted, and nobody is asked. Of buffered calls only.</summary>
    public string? Name { get; init; }

    /// <summary>From 1 to 10; null where nobody has said.</summary>
    public int? Complexity { get; init; }

    /// <summary>The models, as <c>PROVIDER/MODEL</c>, whose answers to this have failed their checks: likelier ones come before them.</summary>
    public IReadOnlyList<string> FailedOn { get; init; } = [];

    /// <summary>In tokens, where whoever asks knows better than history.</summary>
    public long? ExpectedOutput { get; init; }

    /// <summary>In tokens, where history knows nothing of the kind.</summary>
    public long? LikelyOutput { get; init; }

    /// <summary>Whether the answer may be one that was paid for before.</summary>
    public Reuse Reuse { get; init; }

    /// <summary>The provider is to answer in one piece.</summary>
    public bool InOnePiece { get; init; }

    /// <summary>The caller uses nothing before the whole answer is there and was accepted, so another route may be tried until then.</summary>
    public bool Buffered { get; init; }

    /// <summary>What is wrong with a whole answer, or null; asked of buffered answers only. An answer with a fault goes to the next route.</summary>
    public Func<ChatResponse, string?>? FaultOf { get; init; }

    /// <summary>Told of each piece of text as it comes. What a buffered answer says may yet be thrown away.</summary>
    public Action<Attempt, string>? Heard { get; init; }

    /// <summary>Nothing of it may leave this machine.</summary>
    public bool StaysHere { get; init; }

    /// <summary>The policy to decide by; null leaves it to what is configured.</summary>
    public string? Policy { get; init; }

    /// <summary>Names what questions begin alike, such as the prompt of a specialist in a run, so that they find the provider's cache again.</summary>
    public string? Prefix { get; init; }

    /// <summary>Who is let in first when there is a queue: the greater the sooner.</summary>
    public int Priority { get; init; }

    /// <summary>How long it may wait before it is asked; null for as long as is configured.</summary>
    public TimeSpan? Patience { get; init; }
}
