using Aios.Llm.Models;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Evaluation;

/// <summary>The most that a question can cost, before it is asked.</summary>
static class WorstCase
{
    /// <param name="more">Tokens that the question may yet grow by.</param>
    /// <returns>Null when nobody can tell: there is no price, or the answer may be of any length.</returns>
    public static Money? Of(Model model, IEnumerable<ChatMessage> messages, ChatOptions? options, DateTimeOffset at, long more = 0) =>
        model.PriceAt(at) is { } price && options?.MaxOutputTokens is { } output && TokenCounter.Count(model, messages, options) is { } input
            ? Dearest(input.Tokens + more, output, price)
            : null;

    /// <summary>The question may have to be read, or be written to the provider's cache, which mostly costs more.</summary>
    static Money? Dearest(long input, long output, ModelPrice price) =>
        Money.CostOf(new() { Input = input, Output = output }, price) is { } read
            ? Money.CostOf(new() { CacheWrite5m = input, Output = output }, price) is { } written && written.NanoDollars > read.NanoDollars ? written : read
            : null;
}
