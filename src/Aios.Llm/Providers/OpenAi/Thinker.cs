using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>Whose thoughts a content keeps, by provider and endpoint: others cannot read them, and refuse the question.</summary>
static class Thinker
{
    const string Mark = "openai.thinker";

    public static string At(string provider, string endpoint) => $"{provider}/{endpoint}";

    public static AIContent Put(AIContent content, string thinker)
    {
        (content.AdditionalProperties ??= [])[Mark] = thinker;
        return content;
    }

    /// <summary>Thoughts of nobody known are nobody's.</summary>
    public static bool Is(AIContent content, string thinker) =>
        content.AdditionalProperties?.TryGetValue(Mark, out var said) == true && said as string == thinker;
}
