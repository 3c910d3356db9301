using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers;

/// <summary>How many tokens an answer may have: what was asked for, as far as the model writes that much.</summary>
static class AnswerLength
{
    /// <returns>Null where neither the question nor the model has a limit.</returns>
    public static int? Of(Model model, ChatOptions options, Action<string> warn)
    {
        var (wanted, most) = (options.MaxOutputTokens, model.MaxOutput);
        if (wanted > most)
        {
            warn($"{model.Id} writes at most {most} tokens; {wanted} were asked for.");
            return most;
        }

        return wanted ?? most;
    }
}
