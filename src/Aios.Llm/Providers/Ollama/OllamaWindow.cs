using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;

namespace Aios.Llm.Providers.Ollama;

/// <summary>With how large a window a model has to be loaded so that a question and its answer fit.</summary>
/// <remarks>
/// Ollama takes a window of its own choosing, often far less than the model could have, and cuts off the beginning of what does not fit
/// without a word. So a question that may need more says so. Nobody can count its tokens beforehand: they are guessed, on the safe side.
/// A window costs memory, and another one than the model is loaded with loads it anew: so a small question asks for none,
/// and a large one for a power of two.
/// </remarks>
static class OllamaWindow
{
    const int Smallest = 4096; // what a server without a large graphics card takes by itself
    const int BytesPerToken = 2; // English has four, numbers and other scripts fewer
    const int TokensPerPicture = 2048;

    /// <param name="output">The most tokens that the answer may have.</param>
    /// <param name="most">What the model can have, if anyone knows.</param>
    /// <returns>In tokens; null where what Ollama takes by itself will do.</returns>
    public static int? For(JsonArray messages, JsonArray? tools, int output, int? most)
    {
        var input = messages.Sum(message => Tokens((JsonObject)message!)) + Tokens(tools); // written by us, as objects
        var needed = (uint)Math.Min(input + output, int.MaxValue / 2);
        return needed <= Smallest ? null : (int)Math.Min(BitOperations.RoundUpToPowerOf2(needed), most is > 0 and var limit ? (uint)limit : int.MaxValue);
    }

    static long Tokens(JsonObject message)
    {
        var pictures = message["images"]?.AsArray().Count ?? 0;
        return ((long)pictures * TokensPerPicture) + message.Where(member => member.Key != "images").Sum(member => Tokens(member.Value));
    }

    static long Tokens(JsonNode? json) => json switch
    {
        null => 0,
        JsonValue value when value.TryGetValue<string>(out var text) => Tokens(text),
        _ => Tokens(json.ToJsonString()),
    };

    static long Tokens(string text) => (Encoding.UTF8.GetByteCount(text) / BytesPerToken) + 1;
}
