namespace Aios.Llm.Providers.OpenAi;

/// <summary>Which of OpenAI's ways to ask is used.</summary>
public enum OpenAiApi
{
    /// <summary>Responses for the models of OpenAI that reason, Chat Completions for all others.</summary>
    ByModel,
    ChatCompletions,
    Responses,

    /// <summary>Plain text in, plain text out, for base models.</summary>
    Completions,
}
