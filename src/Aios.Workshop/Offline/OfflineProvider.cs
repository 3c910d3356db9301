using Aios.Llm.Models;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Offline;

/// <summary>Answers without any model: a deterministic generator that reads what a model would be sent, and costs nothing.</summary>
public sealed class OfflineProvider : IProvider
{
    readonly Pace _pace;
    readonly TimeProvider _clock;

    public OfflineProvider(Pace pace, TimeProvider clock)
    {
        (_pace, _clock) = (pace, clock);
        FileTemplates.Prepare();
    }

    public string Name => "offline";

    public IReadOnlyList<Model> Models { get; } =
    [
        new() { Id = "generator", ContextWindow = 1_000_000, MaxOutput = 100_000, Prices = [ModelPrice.Free] },
    ];

    public IChatClient ClientFor(Model model) => new OfflineChatClient(_pace, _clock);

    public Failure? FailureOf(Exception exception) =>
        exception is UnanswerableException unanswerable ? new(FailureKind.InvalidRequest, unanswerable.Message) : null;
}

/// <summary>The offline provider was asked something that is no task of the workshop.</summary>
public sealed class UnanswerableException(string message) : Exception(message);
