using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Answers;

/// <summary>A tool call as a script writes it.</summary>
sealed record ScriptedCall
{
    public string Name { get; init; } = "";

    /// <summary>Empty takes one as the vendor would make it.</summary>
    public string Id { get; init; } = "";

    public Dictionary<string, object?> Arguments { get; init; } = [];

    /// <summary>Arguments that are no JSON object, as they go over the wire.</summary>
    public string? Raw { get; init; }

    public FunctionCallContent ToCall() => Raw is null
        ? new(Id, Name, Arguments.ToDictionary(each => each.Key, each => (object?)Node(each.Value)))
        : new(Id, Name) { RawRepresentation = Raw };

    static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool yes => JsonValue.Create(yes),
        IDictionary map => new JsonObject(map.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString() ?? "", Node(map[key])))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        float or double or decimal => JsonValue.Create(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };
}
