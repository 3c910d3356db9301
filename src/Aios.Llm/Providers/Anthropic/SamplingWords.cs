using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>How freely a model chooses its words. Nothing here makes an answer wrong by its absence.</summary>
static class SamplingWords
{
    const float HottestTemperature = 1;
    const float LeastTopPWhileThinking = 0.95f;

    public static void Write(JsonObject body, ModelRequest request, List<string> warnings)
    {
        var options = request.Options;
        Drop(options.Seed, "seed", "Anthropic knows none");
        Drop(options.FrequencyPenalty, "frequency penalty", "Anthropic knows none");
        Drop(options.PresencePenalty, "presence penalty", "Anthropic knows none");

        if (request.Model.Capabilities.Sampling == false)
        {
            var why = $"{request.Model.Id} takes none";
            Drop(options.Temperature, "temperature", why);
            Drop(options.TopP, "top_p", why);
            Drop(options.TopK, "top_k", why);
            return;
        }

        var thinks = ThinkingWords.Are(body);
        const string WhileThinking = "Anthropic takes none while a model thinks";
        if (thinks && options.Temperature is not (null or HottestTemperature))
        {
            Drop(options.Temperature, "temperature", WhileThinking);
        }
        else if (options.Temperature is { } temperature)
        {
            if (temperature > HottestTemperature)
            {
                warnings.Add($"The temperature of {Said(temperature)} was lowered to 1, the highest that Anthropic takes.");
            }

            body["temperature"] = Exact(Math.Min(temperature, HottestTemperature));
        }

        if (body["temperature"] is not null)
        {
            Drop(options.TopP, "top_p", "Anthropic's models take it or a temperature, not both");
        }
        else if (thinks && options.TopP < LeastTopPWhileThinking)
        {
            Drop(options.TopP, "top_p", "Anthropic takes none below 0.95 while a model thinks");
        }
        else if (options.TopP is { } topP)
        {
            body["top_p"] = Exact(topP);
        }

        if (thinks)
        {
            Drop(options.TopK, "top_k", WhileThinking);
        }
        else if (options.TopK is { } topK)
        {
            body["top_k"] = topK;
        }

        void Drop<T>(T? value, string name, string why)
            where T : struct
        {
            if (value is not null)
            {
                warnings.Add($"The {name} was left out: {why}.");
            }
        }
    }

    static string Said(float number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>0.2 and not 0.20000000298: as it was written, not as a float holds it.</summary>
    static JsonValue Exact(float number) => JsonValue.Create(decimal.Parse(Said(number), NumberStyles.Float, CultureInfo.InvariantCulture));
}
