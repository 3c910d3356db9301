using System.Security.Cryptography;
using System.Text;
using Aios.Llm.Routing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Specialists;

/// <summary>What a specialist is sent for a task at first, before anybody has answered.</summary>
/// <param name="Nonce">Marks the frames of what is shown, and has to mark those of the answer.</param>
public sealed record TaskQuestion(IReadOnlyList<ChatMessage> Messages, ChatOptions Options, string Nonce)
{
    /// <summary>The texts that it was made of at first.</summary>
    public IReadOnlyList<QuestionPart> Parts { get; init; } = [];

    /// <summary>Of all that is sent with it, what came since included: answers that could not be used, what was wrong with them, where to go on.</summary>
    public int Tokens => Parts.Sum(part => part.Tokens) + Messages.Skip(Prompt.Messages).Sum(message => QuestionPart.TokensOf(message.Text));

    /// <summary>By which its answer is known again: another question, or the same once more, has another name.</summary>
    /// <param name="time">The how-manieth question of the task it is.</param>
    public string Name(WorkTask task, string time)
    {
        var said = string.Join('\0', Messages.SelectMany(message => new[] { message.Role.Value, message.Text }));
        return $"{task.Id}#{time}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..12]}";
    }

    /// <summary>The question as it is put to who decides whom to ask.</summary>
    public RouteRequest Request(WorkTask task, Workflow workflow) => new([.. Messages], Options)
    {
        Spender = new() { Specialist = task.Specialist },
        Kind = task.Kind,
        Complexity = TaskComplexity.Of(task, workflow),
        LikelyOutput = TaskSize.Of(task),
        Buffered = true,
    };

    /// <param name="nonce">Gives the nonce of a question, which is all that the task is told but for the nonce.</param>
    /// <param name="staging">Has the files that the task is shown.</param>
    public static async Task<TaskQuestion> ReadAsync(
        Workflow workflow, Specialist specialist, WorkTask task, Func<string, string> nonce, ArtifactFolder staging, CancellationToken cancellationToken)
    {
        List<Attachment> shown = [.. task.Attachments, .. task.Change.Shown];
        foreach (var path in task.Shown)
        {
            shown.Add(new($"file {path}", await File.ReadAllTextAsync(Path.Combine(staging.Root, path.Text), cancellationToken)));
        }

        var key = nonce(string.Join('\n', For("").Select(message => message.Text)));
        var messages = For(key);
        return new(messages, new() { MaxOutputTokens = specialist.MaxOutputTokens }, key) { Parts = Prompt.PartsOf(task, messages, shown) };

        IReadOnlyList<ChatMessage> For(string its) => Prompt.For(workflow, specialist, task, its, shown);
    }
}
