namespace Aios.Llm.Providers;

/// <summary>Names of what an update says beside its content, in its additional properties.</summary>
public static class AnswerProperties
{
    /// <summary>Why the answer ended, in the provider's own word; beside the finish reason.</summary>
    public const string StopReason = "stop_reason";

    /// <summary>The tier at which the provider served the request, in its own word; beside the usage.</summary>
    public const string ServiceTier = "service_tier";
}
