using Aios.Llm.Models;
using Aios.Server.Dialects;
using Aios.Server.Emulation.Metering;

namespace Aios.Server.Emulation.Serving;

/// <summary>What a provider counts: tokens, its cache, its limits.</summary>
sealed class Counter(IPromptCache cache, Limits limits)
{
    public Limits Limits => limits;

    public static long TokensOf(Question question) => PromptPart.Of(question).Sum(part => part.Tokens);

    public Usage Read(Question question) => cache.Read(question.Model, PromptPart.Of(question));
}
