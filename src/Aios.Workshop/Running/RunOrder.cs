using Aios.Llm.Spending;
using Aios.Workshop.Briefs;
using Aios.Workshop.Offline;

namespace Aios.Workshop.Running;

/// <summary>What a user has asked for: all that it takes to begin the run, and to go on with it in another process.</summary>
public sealed record RunOrder
{
    public required string Workflow { get; init; }

    public required Brief Brief { get; init; }

    /// <summary>The full path of the folder for the application.</summary>
    public required string Output { get; init; }

    /// <summary>Files of the user's that are in the way may be written over.</summary>
    public bool Force { get; init; }

    /// <summary>Who writes, in the words of the command line; null leaves it to what is configured.</summary>
    public string? Model { get; init; }

    /// <summary>How many answers may be written at once; null leaves it to what is configured.</summary>
    public int? Slots { get; init; }

    /// <summary>What the run may cost; null where nothing but the budgets limits it.</summary>
    public Money? MaxCost { get; init; }

    /// <summary>At which the offline provider speaks.</summary>
    public required Pace Pace { get; init; }

    /// <summary>Where the user wants to be asked before it goes on.</summary>
    public IReadOnlyList<ApprovalPoint> Approvals { get => field ?? []; init; }

    public RunLimits Limits { get; init; } = new();

    /// <summary>By which the frames of its answers are marked, in Base64; never leaves this installation.</summary>
    public string? NonceKey { get; init; }

    /// <summary>A sum over all that the specialists are told beside their tasks: with other prompts, finished tasks would have to be asked again.</summary>
    public required string Prompts { get; init; }
}
