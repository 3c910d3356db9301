using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>A model as the API lists it.</summary>
static class ModelListing
{
    /// <returns>Null for what has no id.</returns>
    public static Model? Read(JsonElement listed) => listed.Text("id") is not { } id ? null : new()
    {
        Id = id,
        ContextWindow = Tokens(listed, "max_input_tokens"),
        MaxOutput = Tokens(listed, "max_tokens"),
        Capabilities = listed.At("capabilities") is { } capabilities ? CapabilitiesOf(capabilities) : Capabilities.Unknown,
    };

    static Capabilities CapabilitiesOf(JsonElement listed) => new()
    {
        Images = Supported(listed, "image_input"),
        Documents = Supported(listed, "pdf_input"),
        Schema = Supported(listed, "structured_outputs"),
        Thinking = Supported(listed, "thinking") == false ? Thinking.None
            : Supported(listed, "thinking", "types", "adaptive") == true ? Thinking.Effort
            : Supported(listed, "thinking", "types", "enabled") == true ? Thinking.Budget
            : null,
    };

    static bool? Supported(JsonElement listed, params ReadOnlySpan<string> path) => listed.At([.. path, "supported"])?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <remarks>A limit of nothing is none that was said.</remarks>
    static int? Tokens(JsonElement listed, string name) => listed.Count(name) is > 0 and <= int.MaxValue and var count ? (int)count : null;
}
