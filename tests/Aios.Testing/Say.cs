using Microsoft.Extensions.AI;

namespace Aios.Testing;

/// <summary>Answers for a <see cref="ScriptedProvider"/>.</summary>
public static class Say
{
    /// <param name="text">Arrives in pieces of a few characters.</param>
    /// <param name="end">Thrown where the answer would end.</param>
    public static async IAsyncEnumerable<ChatResponseUpdate> Text(string text, Exception? end = null)
    {
        await Task.CompletedTask; // an answer is a stream, even one that is there at once
        foreach (var piece in text.Chunk(64))
        {
            yield return new(ChatRole.Assistant, new string(piece));
        }

        if (end is not null)
        {
            throw end;
        }
    }

    public static IAsyncEnumerable<ChatResponseUpdate> Failure(Exception exception) => Text("", exception);

    /// <summary>Text, then what it cost.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> Billed(string text, long input, long output, Exception? end = null)
    {
        await foreach (var update in Text(text))
        {
            yield return update;
        }

        yield return new(ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = input, OutputTokenCount = output })]);
        if (end is not null)
        {
            throw end;
        }
    }

    /// <summary>The files of an answer that keeps to the rules.</summary>
    public static IAsyncEnumerable<ChatResponseUpdate> Files(Asked asked, params IReadOnlyList<(string Path, string Text)> files) =>
        Text(Framed.Answer(asked.Nonce, files));
}
