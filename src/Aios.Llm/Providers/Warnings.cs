using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers;

/// <summary>What a caller should know of an answer that is good all the same.</summary>
public static class Warnings
{
    const string Mark = "aios.warning";

    /// <summary>The warnings among what has been answered.</summary>
    public static IEnumerable<ErrorContent> In(IEnumerable<AIContent> contents) =>
        contents.OfType<ErrorContent>().Where(content => content.AdditionalProperties?.ContainsKey(Mark) == true);

    internal static ErrorContent Of(string code, string message) => new(message) { ErrorCode = code, AdditionalProperties = new() { [Mark] = true } };
}
