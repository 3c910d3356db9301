using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Spending;

/// <summary>The most that a question can cost, before it is asked.</summary>
/// <remarks>
/// Every token of the question at the dearest rate that may apply to it, which mostly is that of writing it to the
/// provider's cache, and an answer as long as it may be.
/// </remarks>
public static class WorstCase
{
    const string TierAsked = "service_tier";

    /// <summary>With the tokens counted as exactly as that is possible, for which a vocabulary may have to be read.</summary>
    /// <param name="keptForAnHour">The question asks the provider to keep something for an hour, which costs more than for five minutes.</param>
    /// <param name="more">Tokens that the question may yet grow by.</param>
    /// <returns>Null when nobody can tell: there is no price, the answer may be of any length, or the provider does things for it that it bills apart.</returns>
    public static Money? Of(Model model, IEnumerable<ChatMessage> messages, ChatOptions? options, DateTimeOffset at, bool keptForAnHour = false, long more = 0) =>
        Of(model, options, at, keptForAnHour, () => TokenCounter.Count(model, messages, options)?.Tokens + more);

    /// <summary>The same at once, with a token for every byte: some four times as much in English.</summary>
    public static Money? AtMost(Model model, IEnumerable<ChatMessage> messages, ChatOptions? options, DateTimeOffset at, bool keptForAnHour = false) =>
        Of(model, options, at, keptForAnHour, () => TokenCounter.AtMost(model, messages, options)?.Tokens);

    /// <param name="input">At most so many tokens.</param>
    /// <param name="output">At most so many tokens.</param>
    /// <param name="tier">The one that was asked for; it may be served as usual all the same.</param>
    public static Money? Of(ModelPrice price, long input, long output, ServiceTier tier = ServiceTier.Standard, bool keptForAnHour = false)
    {
        if (price.IsFree)
        {
            return Money.Zero;
        }

        IEnumerable<Rates?> rates = [price.Standard, price.RatesFor(input, ServiceTier.Standard), price.RatesFor(input, tier)];
        var dearest = rates.Aggregate((Rates?)Rates.Free, (most, each) => Dearer(most, each, keptForAnHour));
        return dearest is null ? null : Money.CostOf(new() { Input = input, Output = output }, new() { Standard = dearest });
    }

    static Money? Of(Model model, ChatOptions? options, DateTimeOffset at, bool keptForAnHour, Func<long?> input) =>
        model.PriceAt(at) is not { } price ? null
        : price.IsFree ? Money.Zero
        : AnswerLimit(model, options) is not { } output || HasUnreadParts(options) || input() is not { } tokens ? null
        : Of(price, tokens, output, TierOf(options), keptForAnHour);

    /// <summary>What is sent as the limit of the answer.</summary>
    static long? AnswerLimit(Model model, ChatOptions? options) =>
        options?.MaxOutputTokens is { } wanted ? Math.Min(wanted, model.MaxOutput ?? wanted) : model.MaxOutput;

    /// <summary>What is put into the request as it is may ask for anything.</summary>
    static bool HasUnreadParts(ChatOptions? options) => options?.AdditionalProperties?.Values.Any(value => value is JsonNode) == true;

    /// <summary>Which tier "auto" is, is the vendor's affair; it never costs more than usual unless somebody chose so there.</summary>
    static ServiceTier TierOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(TierAsked, out var word) == true && ServiceTiers.Of(word as string) is var tier && tier != ServiceTier.Other
            ? tier
            : ServiceTier.Standard;

    /// <summary>The input rate stands for whatever may be asked for a token that is read.</summary>
    static Rates? Dearer(Rates? most, Rates? each, bool keptForAnHour) =>
        most is null || each is not { Input: { } read, Output: { } output } ? null
        : new()
        {
            Input = new[] { most.Input, read, each.CacheRead, each.CacheWrite5m, keptForAnHour ? each.CacheWrite1h : null }.Max(),
            Output = new[] { most.Output, output }.Max(),
        };
}
