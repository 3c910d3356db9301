using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers;

/// <summary>Tool calls as models write them: not always as the JSON object that they should be.</summary>
public static class ToolCalls
{
    const string Raw = "aios.raw_arguments";

    extension(FunctionCallContent call)
    {
        /// <summary>What the model wrote where that is no JSON object; null where it is one.</summary>
        public string? RawArguments => call.AdditionalProperties?.TryGetValue(Raw, out var raw) == true ? raw as string : null;
    }

    /// <summary>A conversation in which every call that has a result is one to be told of.</summary>
    /// <remarks>
    /// Whoever runs the tools marks a call as done (<see cref="FunctionCallContent.InformationalOnly"/>), as we mark one that a provider ran itself;
    /// the result of such a one is the provider's own, and never a <see cref="FunctionResultContent"/>.
    /// </remarks>
    internal static IReadOnlyList<ChatMessage> ToTell(IEnumerable<ChatMessage> messages)
    {
        List<ChatMessage> told = [.. messages];
        var answered = told.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.CallId).ToHashSet();
        for (var i = 0; i < told.Count; i++)
        {
            if (told[i].Contents.Any(IsDone))
            {
                told[i] = told[i].Clone();
                told[i].Contents = [.. told[i].Contents.Select(content => IsDone(content) ? Undone((FunctionCallContent)content) : content)];
            }
        }

        return told;

        bool IsDone(AIContent content) => content is FunctionCallContent { InformationalOnly: true } call && answered.Contains(call.CallId);
    }

    static FunctionCallContent Undone(FunctionCallContent call) => new(call.CallId, call.Name, call.Arguments)
    {
        AdditionalProperties = call.AdditionalProperties,
        Annotations = call.Annotations,
        Exception = call.Exception,
        RawRepresentation = call.RawRepresentation,
    };

    /// <summary>A call whose arguments came as text.</summary>
    /// <remarks>No arguments at all are an empty object; what is no JSON object is kept as it is and carries an exception, so that nobody runs it unaware.</remarks>
    internal static FunctionCallContent Of(string id, string name, string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return new(id, name, new Dictionary<string, object?>());
        }

        try
        {
            using var document = JsonDocument.Parse(arguments);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return Of(id, name, document.RootElement);
            }
        }
        catch (JsonException)
        {
            // Cut off, or never JSON: said below.
        }

        return new(id, name)
        {
            AdditionalProperties = new() { [Raw] = arguments },
            Exception = new FormatException($"The arguments of {name} are no JSON object."),
        };
    }

    /// <summary>A call whose arguments came as an object.</summary>
    /// <remarks>Of members that are there twice the last counts, as JSON's readers have it.</remarks>
    internal static FunctionCallContent Of(string id, string name, JsonElement arguments)
    {
        Dictionary<string, object?> members = [];
        foreach (var member in arguments.EnumerateObject())
        {
            members[member.Name] = member.Value.Clone();
        }

        return new(id, name, members);
    }
}
