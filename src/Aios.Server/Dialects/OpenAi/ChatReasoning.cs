using System.Text.Json;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>What models that reason refuse to be told.</summary>
static class ChatReasoning
{
    /// <summary>Sampling, which they decide themselves.</summary>
    static readonly string[] _unsupported = ["presence_penalty", "frequency_penalty", "logprobs", "top_logprobs", "logit_bias"];

    public static void Check(JsonElement body)
    {
        if (body.Member("max_tokens") is not null)
        {
            throw Refuse("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "max_tokens", "unsupported_parameter");
        }

        foreach (var name in (string[])["temperature", "top_p"])
        {
            if (body.Number(name) is { } value && value != 1)
            {
                throw Refuse($"Unsupported value: '{name}' does not support {value} with this model. Only the default (1) value is supported.", name, "unsupported_value");
            }
        }

        if (_unsupported.FirstOrDefault(name => body.Member(name) is not null) is { } stranger)
        {
            throw Refuse($"Unsupported parameter: '{stranger}' is not supported with this model.", stranger, "unsupported_parameter");
        }
    }
}
