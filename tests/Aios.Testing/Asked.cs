using Microsoft.Extensions.AI;

namespace Aios.Testing;

/// <summary>What a provider was sent.</summary>
public sealed record Asked(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)
{
    public string Nonce => Head("Nonce: ");

    /// <summary>The id of the task that the prompt is about.</summary>
    public string Task => Head("Task: ");

    /// <summary>The paths that the prompt asks for.</summary>
    public IReadOnlyList<string> Paths => [.. Head("Write ").Split('`').Where((_, at) => at % 2 == 1)];

    /// <summary>Whether an earlier answer was complained about.</summary>
    public bool IsRepeated => Messages.Count(message => message.Role == ChatRole.User) > 1;

    /// <summary>The newest message.</summary>
    public string Last => Messages[^1].Text;

    string Head(string word) => Messages.First(message => message.Role == ChatRole.User).Text
        .Split('\n').First(line => line.StartsWith(word, StringComparison.Ordinal))[word.Length..];
}
