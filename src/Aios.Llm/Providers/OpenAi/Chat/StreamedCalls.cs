using System.Text;
using System.Text.Json;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Chat;

/// <summary>Calls of tools as they come in pieces, or at once.</summary>
/// <remarks>
/// Pieces belong together by their index. Where servers give none, by their id, else to the call before; and where one index comes with
/// another name or id, that is another call (Ollama, Gemini).
/// </remarks>
sealed class StreamedCalls
{
    readonly List<Pending> _calls = [];

    public bool Any => _calls.Any(call => call.IsOne);

    public void Add(JsonElement piece)
    {
        var index = piece.Count("index");
        var id = Said(piece.Text("id"));
        var function = piece.At("function") ?? piece.At("custom") ?? piece;
        var name = Said(function.Text("name")) ?? Said(piece.Text("custom", "name"));

        var call = _calls.LastOrDefault(call => index is not null ? call.Index == index : id is null ? name is null : call.Id == id);
        if (call is null || (name is not null && call.IsAnother(id, name)))
        {
            call = new() { Index = index };
            _calls.Add(call);
        }

        call.Id ??= id;
        call.Name ??= name;
        call.Arguments.Append(Arguments(function.At("arguments") ?? function.At("input") ?? piece.At("custom", "input")));
    }

    /// <param name="answerId">Part of the ids of calls that came without.</param>
    public IEnumerable<AIContent> Complete(string? answerId) =>
        _calls.Where(call => call.IsOne).Select((call, place) =>
            ToolCalls.Of(call.Id ?? $"call_{answerId}_{place}", call.Name ?? "", call.Arguments.ToString()));

    static string? Said(string? text) => string.IsNullOrEmpty(text) ? null : text;

    static string? Arguments(JsonElement? arguments) => arguments switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.Text(),
        { } element => element.GetRawText(),
    };

    sealed class Pending
    {
        public long? Index { get; init; }

        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();

        /// <summary>Snowflake sends empty ones along.</summary>
        public bool IsOne => Name is not null || Id is not null;

        /// <summary>Whether a piece under the same index begins the next call: by its id, or without ids because this one is complete.</summary>
        public bool IsAnother(string? id, string name) =>
            id is not null ? Id is not null && Id != id : Id is null && Name is not null && (Name != name || ToolCalls.Of("", name, Arguments.ToString()) is { Exception: null } && Arguments.Length > 0);
    }
}
