using System.Globalization;
using Aios.Cli.Choosing;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;

namespace Aios.Cli.Asking;

/// <summary>Refuses a question that cannot fit the model's window before it is sent, and paid for or silently cut.</summary>
sealed class WindowCheck(ModelCatalog catalog, TimeProvider clock)
{
    const int Suggestions = 3;

    /// <exception cref="UnaskedException">It does not fit.</exception>
    public async Task CheckAsync(Route route, Question question, CancellationToken cancellationToken)
    {
        var model = route.Model;
        if (model.ContextWindow is { } window
            && TokenCounter.AtMost(model, question.Messages, question.Options) is { } most && most.Tokens > window // else nobody need count
            && await CountAsync(route, question, cancellationToken) is { } tokens && tokens > window)
        {
            throw new UnaskedException(route.Provider.Name, new(
                FailureKind.ContextTooLong,
                string.Create(CultureInfo.InvariantCulture, $"The question has {tokens} tokens, and the window of {route.Provider.Name}/{model.Id} holds {window}. Nothing was sent."))
            {
                Hint = Hint(route.Provider.Name, tokens),
            });
        }
    }

    /// <returns>Null when nobody can tell; then the provider says what it makes of the question.</returns>
    static async Task<long?> CountAsync(Route route, Question question, CancellationToken cancellationToken)
    {
        if (TokenCounter.Count(route.Model, question.Messages, question.Options) is { IsExact: true } exact)
        {
            return exact.Tokens;
        }

        try
        {
            return route.Provider is VendorProvider vendor ? await vendor.CountAsync(route.Model, question.Messages, question.Options, cancellationToken) : null;
        }
        catch (ProviderException)
        {
            return null; // it has no such call, or will say the same to the question
        }
    }

    /// <summary>Null leaves it to the table of hints.</summary>
    string? Hint(string provider, long tokens)
    {
        var larger = catalog.All.Where(model => model.ContextWindow > tokens && !model.IsRetiredAt(clock.GetUtcNow()))
            .OrderByDescending(model => model.Provider == provider).ThenBy(model => model.ContextWindow).ThenByDescending(model => model.IsDefault)
            .Take(Suggestions).ToList();
        return larger.Count == 0 ? null
            : $"Ask with less, or one with a larger window: {string.Join(", ", larger.Select(model => $"{model.Provider}/{model.Id}"))}. See: aios models";
    }
}
