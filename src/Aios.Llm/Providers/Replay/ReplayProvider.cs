using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Replay;

/// <summary>Plays a recording back: the same question to the same model gets the same answer, and the n-th time the n-th.</summary>
/// <remarks>It costs nothing: what was recorded has been paid for.</remarks>
/// <param name="pace">How long it takes, as a part of the time that it took; at zero no time at all.</param>
public sealed class ReplayProvider(RunRecording recording, TimeProvider clock, double pace = 0) : IProvider
{
    readonly ReplayedAnswers _answers = new(recording.Exchanges);

    public string Name => "replay";

    public IReadOnlyList<Model> Models { get; } =
    [
        .. recording.Exchanges.Select(exchange => exchange.Model).DistinctBy(model => model.Id)
            .Select(model => new Model { Id = model.Id, ContextWindow = model.ContextWindow, MaxOutput = model.MaxOutput, Prices = [ModelPrice.Free] }),
    ];

    public IChatClient ClientFor(Model model) => new ReplayChatClient(_answers, model.Id, clock, pace);
}
