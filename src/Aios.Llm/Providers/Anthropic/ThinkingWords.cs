using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>How a model is told to think: older ones by a number of tokens, newer ones by an effort, none beside a call that it must make.</summary>
static class ThinkingWords
{
    const string Member = "thinking";
    const int LeastBudget = 1024; // the API takes no less

    public static bool Are(JsonObject body) => body[Member] is not null;

    /// <param name="isPrefilled">The answer has been begun for the model.</param>
    public static void Write(JsonObject body, ModelRequest request, bool isPrefilled, List<string> warnings)
    {
        var (model, options) = (request.Model, request.Options);
        if (options.Reasoning is not { } reasoning || reasoning is { Effort: null, Output: null })
        {
            return;
        }

        if (model.Capabilities.Thinking == Thinking.None)
        {
            if (reasoning.Effort is not (null or ReasoningEffort.None))
            {
                warnings.Add($"{model.Id} does not think before it answers; it was not asked to.");
            }

            return;
        }

        var isByBudget = model.Capabilities.Thinking == Thinking.Budget; // what nobody has said is taken for a model of today
        if (!isByBudget && reasoning.Effort is { } effort)
        {
            OutputFormat.Config(body)["effort"] = Effort(effort, model, warnings);
        }

        if (reasoning.Effort == ReasoningEffort.None || (isByBudget && reasoning.Effort is null))
        {
            return;
        }

        if (isPrefilled || ToolList.IsForced(options))
        {
            warnings.Add(isPrefilled ? "Anthropic's models do not think where their answer has been begun for them." : "Anthropic's models do not think where they are made to call a tool.");
            return;
        }

        var thinking = isByBudget ? ByBudget(body, reasoning.Effort, warnings) : new JsonObject { ["type"] = "adaptive" };
        if (thinking is not null && reasoning.Output is { } output)
        {
            thinking["display"] = output == ReasoningOutput.None ? "omitted" : "summarized";
        }

        body[Member] = thinking;
    }

    static string Effort(ReasoningEffort effort, Model model, List<string> warnings)
    {
        if (effort == ReasoningEffort.None)
        {
            warnings.Add($"{model.Id} may think a little all the same: some models always do, and it was told to take the least effort.");
        }

        return effort switch
        {
            ReasoningEffort.None or ReasoningEffort.Low => "low",
            ReasoningEffort.Medium => "medium",
            ReasoningEffort.High => "high",
            ReasoningEffort.ExtraHigh => "max", // every model that thinks by effort knows it, which is not so for xhigh
            _ => throw new InvalidOperationException($"There is no word for {effort}."),
        };
    }

    /// <returns>Null where there is no room to think.</returns>
    static JsonObject? ByBudget(JsonObject body, ReasoningEffort? effort, List<string> warnings)
    {
        var maxTokens = (int)body["max_tokens"]!; // always there
        var budget = Math.Min(Budget(effort), maxTokens / 4 * 3); // the rest is for the answer
        if (budget < LeastBudget && maxTokens <= LeastBudget)
        {
            warnings.Add($"There is no room to think in {maxTokens} tokens; it takes more than {LeastBudget}.");
            return null;
        }

        return new() { ["type"] = "enabled", ["budget_tokens"] = Math.Max(budget, LeastBudget) };
    }

    static int Budget(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.Low => 2048,
        ReasoningEffort.Medium => 8192,
        ReasoningEffort.High => 16384,
        ReasoningEffort.ExtraHigh => 32768,
        _ => throw new InvalidOperationException($"There is no budget for {effort}."),
    };
}
