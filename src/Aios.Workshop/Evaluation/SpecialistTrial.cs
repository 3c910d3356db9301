using Aios.Llm.Models;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;

namespace Aios.Workshop.Evaluation;

/// <summary>A fixed task of one specialist, and how what comes of it is judged: the same whoever is asked.</summary>
public sealed record SpecialistTrial
{
    /// <param name="judge">Says what is wrong with an answer before anything is checked, so that it can be asked for again.</param>
    internal SpecialistTrial(Func<Answer, IReadOnlyList<string>> judge, ITrialChecks howJudged) => (Judge, HowJudged) = (judge, howJudged);

    public required WorkTask Task { get; init; }

    public string Specialist => Task.Specialist;

    /// <summary>What is asked, but for the nonce, which is new each time and as long.</summary>
    public required TaskQuestion Question { get; init; }

    /// <summary>How often it is asked at most.</summary>
    public required int Attempts { get; init; }

    /// <summary>As the offline generator answered.</summary>
    public required Usage Expected { get; init; }

    /// <summary>Names of the checks that have to pass.</summary>
    public IReadOnlyList<string> Checks => HowJudged.Names;

    /// <summary>Whether what was written is run.</summary>
    public bool NeedsSandbox => HowJudged.NeedSandbox;

    internal Func<Answer, IReadOnlyList<string>> Judge { get; }

    internal ITrialChecks HowJudged { get; }
}
