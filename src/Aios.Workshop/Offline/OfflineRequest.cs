using System.Text.Json;
using Aios.Workshop.Planning;
using Aios.Workshop.Repairing;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Offline;

/// <summary>A task as it can be read from a prompt.</summary>
/// <param name="Brief">Given only with the task that begins a contract.</param>
sealed record OfflineRequest(string Nonce, Assignment Assignment, string? Brief)
{
    /// <summary>What is wanted otherwise than the brief says it, a sentence each.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What of a file that was cut is there already, from its frame line on; null where nothing is to be gone on with.</summary>
    public string? Begun { get; init; }

    /// <summary>Of a repair, by path: what the files say that may be changed.</summary>
    public IReadOnlyDictionary<string, string>? Present { get; init; }

    /// <exception cref="UnanswerableException">The messages are no prompt of the workshop.</exception>
    public static OfflineRequest Read(IReadOnlyList<ChatMessage> messages)
    {
        const string Head = "Nonce: ";
        const string GoOn = "Your answer was cut. Go on";
        var prompt = messages.FirstOrDefault(message => message.Role == ChatRole.User && message.Text.StartsWith(Head, StringComparison.Ordinal))?.Text
            ?? throw new UnanswerableException("The offline provider only does the workshop's tasks; set a key to ask a model.");
        var nonce = prompt[Head.Length..prompt.IndexOf('\n', StringComparison.Ordinal)].Trim();

        try
        {
            var assignment = Planning.Assignment.FromJson(Block(prompt, "assignment", nonce) ?? "");
            return new(nonce, assignment, Block(prompt, "brief", nonce))
            {
                Present = Block(prompt, RepairTasks.Evidence, nonce) is null ? null
                    : assignment.Files.ToDictionary(file => file.Path, file => Block(prompt, RepairTasks.LabelOf(file.Path), nonce) ?? ""),
                Begun = messages is [.., { Role.Value: "assistant" } begun, { Role.Value: "user" } last] && last.Text.StartsWith(GoOn, StringComparison.Ordinal) ? begun.Text : null,
                Changes = [.. (Block(prompt, "changes", nonce) ?? "").Split('\n').Select(line => line.TrimStart('-', ' ').Trim()).Where(line => line.Length > 0)],
            };
        }
        catch (JsonException exception)
        {
            throw new UnanswerableException($"The prompt holds no assignment: {exception.Message}");
        }
    }

    static string? Block(string prompt, string label, string nonce)
    {
        var (opening, closing) = ($"<{label} {nonce}>\n", $"\n</{label} {nonce}>");
        var start = prompt.IndexOf(opening, StringComparison.Ordinal);
        var end = prompt.IndexOf(closing, StringComparison.Ordinal);
        return start < 0 || end < start ? null : prompt[(start + opening.Length)..end];
    }
}
