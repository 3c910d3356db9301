namespace Aios.Workshop.Running;

/// <summary>Where a run can wait for its user's word.</summary>
public enum ApprovalPoint
{
    /// <summary>Before anything is written.</summary>
    Contract,

    /// <summary>Before the application is brought to the user's folder.</summary>
    Delivery,
}

/// <summary>A run has come to where its user wants to be asked, and nobody has said yes yet.</summary>
public sealed class ApprovalPendingException(ApprovalPoint point) : Exception($"The run waits for somebody to approve the {point.ToString().ToLowerInvariant()}.")
{
    public ApprovalPoint Point => point;
}
