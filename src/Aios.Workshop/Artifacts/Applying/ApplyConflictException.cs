namespace Aios.Workshop.Artifacts.Applying;

/// <summary>Something of the user's would be written over. Nothing was done.</summary>
public sealed class ApplyConflictException(ApplyPlan plan) : Exception(Say(plan))
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<PlannedChange> Conflicts { get; } = [.. plan.Conflicts];

    /// <summary>What would help.</summary>
    public string Hint => Conflicts.Any(conflict => conflict.Kind == ChangeKind.Blocked)
        ? "Move away what is in the way: Aios follows no link, and puts no file in the place of a folder or a device, with --force neither."
        : "Look at them with aios diff; add --force to replace them (copies are kept), or leave them out with --only.";

    static string Say(ApplyPlan plan) =>
        $"Nothing was changed in '{plan.Target}':\n{string.Join('\n', plan.Conflicts.Select(conflict => $"  {conflict.Path}: {conflict.Reason}"))}";
}
