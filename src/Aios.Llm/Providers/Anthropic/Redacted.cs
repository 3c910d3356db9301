using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>Thinking that the provider shows to nobody, and wants back all the same.</summary>
static class Redacted
{
    const string Mark = "redacted";

    public static TextReasoningContent Thinking(string data) => new("") { ProtectedData = data, AdditionalProperties = new() { [Mark] = true } };

    /// <remarks>What has been through JSON comes back as an element.</remarks>
    public static bool Is(TextReasoningContent content) =>
        content.AdditionalProperties?.TryGetValue(Mark, out var mark) == true && mark is (true or JsonElement { ValueKind: JsonValueKind.True });
}
