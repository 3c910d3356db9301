using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Workshop.Evaluation;

/// <summary>What a trial of a model will need, told before it is asked.</summary>
public sealed record TrialEstimate
{
    // What may be said about an answer that cannot be used.
    const int Complaint = 1000;

    /// <summary>Tokens of the question; counted by a vocabulary like its own where the model's is not published.</summary>
    public required long Input { get; init; }

    /// <summary>Tokens of an answer like the offline generator's.</summary>
    public required long Output { get; init; }

    /// <summary>One answer like that. Null when it is unknown, like <see cref="Worst"/>.</summary>
    public required Money? Expected { get; init; }

    /// <summary>Every attempt is needed, each answer is as long as it may be, and nothing is read from a cache.</summary>
    public required Money? Worst { get; init; }

    public static TrialEstimate Of(SpecialistTrial trial, Model model, DateTimeOffset at)
    {
        var (messages, options, _) = trial.Question;
        var input = TokenCounter.Count(model with { Vocabulary = model.Vocabulary ?? Vocabulary.O200k }, messages, options)?.Tokens ?? 0; // a prompt is text
        var output = trial.Expected.Output;
        return new()
        {
            Input = input,
            Output = output,
            Expected = model.PriceAt(at) is { } price ? Money.CostOf(new() { Input = input, Output = output }, price) : null,
            Worst = Enumerable.Range(0, trial.Attempts).Aggregate(
                (Money?)Money.Zero,
                (sum, before) => sum + WorstCase.Of(model, messages, options, at, more: (long)before * ((options.MaxOutputTokens ?? 0) + Complaint))),
        };
    }
}
