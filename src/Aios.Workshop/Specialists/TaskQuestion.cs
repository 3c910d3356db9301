using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Specialists;

/// <summary>What a specialist is sent for a task at first, before anybody has answered.</summary>
public sealed record TaskQuestion(IReadOnlyList<ChatMessage> Messages, ChatOptions Options)
{
    /// <param name="nonce">New for every task.</param>
    /// <param name="staging">Has the files that the task is shown.</param>
    public static async Task<TaskQuestion> ReadAsync(
        Workflow workflow, Specialist specialist, WorkTask task, string nonce, ArtifactFolder staging, CancellationToken cancellationToken)
    {
        List<Attachment> shown = [.. task.Attachments];
        foreach (var path in task.Shown)
        {
            shown.Add(new($"file {path}", await File.ReadAllTextAsync(Path.Combine(staging.Root, path.Text), cancellationToken)));
        }

        return new(Prompt.For(workflow, specialist, task, nonce, shown), new() { MaxOutputTokens = specialist.MaxOutputTokens });
    }
}
