using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>A conversation as the API wants it: what the system says apart from it, then user and assistant by turns.</summary>
sealed class Turns(Model model, List<string> warnings)
{
    readonly List<(string Role, List<JsonObject> Blocks)> _turns = [];

    public JsonArray System { get; } = [];

    /// <summary>The last turn is the beginning of the answer, which the model is to go on with.</summary>
    /// <remarks>An answer that paused while the provider's own tools ran goes back to it as it is; that is no such beginning.</remarks>
    public bool ArePrefilled => _turns is [.., ("assistant", [.., var last])] && (string?)last["type"] == "text";

    public void AddInstructions(string? instructions)
    {
        if (!string.IsNullOrWhiteSpace(instructions))
        {
            System.Add(new JsonObject { ["type"] = "text", ["text"] = instructions });
        }
    }

    public void Add(ChatMessage message)
    {
        if (message.Role == ChatRole.System || message.Role.Value == "developer")
        {
            AddSystem(message);
            return;
        }

        var isAnswer = message.Role == ChatRole.Assistant;
        var role = isAnswer ? "assistant" : "user";
        List<JsonObject> blocks = [.. isAnswer ? AnswerBlocks.Of(message, model, warnings) : message.Contents.SelectMany(content => QuestionBlocks.Of(content, model))];
        if (blocks.Count == 0)
        {
            return;
        }

        if (_turns is not [.., var turn] || turn.Role != role)
        {
            _turns.Add(turn = (role, []));
        }

        turn.Blocks.AddRange(blocks);
    }

    /// <summary>The turns, the last of them such that the model can answer it.</summary>
    public JsonArray Messages()
    {
        if (ArePrefilled)
        {
            Prefill();
        }

        return [.. _turns.Select(turn => new JsonObject { ["role"] = turn.Role, ["content"] = new JsonArray([.. InOrder(turn.Blocks)]) })];
    }

    /// <remarks>The API wants the results of tools before all else in a turn.</remarks>
    static IEnumerable<JsonObject> InOrder(IEnumerable<JsonObject> blocks) => blocks.OrderBy(block => (string?)block["type"] == "tool_result" ? 0 : 1);

    void AddSystem(ChatMessage message)
    {
        if (_turns.Count > 0)
        {
            warnings.Add("A system message within the conversation was moved to its beginning, where Anthropic wants them all.");
        }

        foreach (var content in message.Contents)
        {
            var text = content as TextContent ?? throw Unsayable.Because($"A system message of Anthropic's is text; {Named.Of(content)} belongs into a user's message.");
            if (!string.IsNullOrWhiteSpace(text.Text))
            {
                System.Add(CacheMarks.Put(new() { ["type"] = "text", ["text"] = text.Text }, content, model));
            }
        }
    }

    void Prefill()
    {
        // Where nobody has said: models that think by effort were the first that could no longer.
        if (model.Capabilities is { Prefill: false } or { Prefill: null, Thinking: Thinking.Effort })
        {
            throw Unsayable.Because($"{model.Id} does not go on with an answer that was begun for it. End with a user's message that asks for the rest.");
        }

        var last = _turns[^1].Blocks[^1];
        var text = (string?)last["text"] ?? "";
        if (text != text.TrimEnd())
        {
            last["text"] = text.TrimEnd();
            warnings.Add("The white space at the end of the begun answer was left out: Anthropic takes none there.");
        }
    }
}
