using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Offline;
using Aios.Workshop.Verification;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Acceptance;

/// <summary>A specialist who makes mistakes, and the real checks that should find them.</summary>
static class Mistakes
{
    /// <summary>Makes none.</summary>
    public static OfflineProvider Offline { get; } = new(Pace.Unlimited, TimeProvider.System);

    /// <param name="mistakes">By the task; what is not among them is answered well.</param>
    public static Route RouteTo(IReadOnlyDictionary<string, Func<string, string>> mistakes)
    {
        ScriptedProvider provider = new(asked => mistakes.GetValueOrDefault(asked.Task) is { } mistake ? Mistaken(asked, mistake) : null, Offline);
        return new(provider, provider.Models[0], provider.ClientFor(provider.Models[0]));
    }

    public static WorkflowVerifier VerifierIn(TempFolder folder) => new(
        new()
        {
            Workflow = "web-app",
            WorkFolder = folder["checking"],
            CacheFolder = AiosProcess.Cache,
            HiddenFolders = [Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Path.GetTempPath()],
            Path = Environment.GetEnvironmentVariable("PATH") ?? "",
        },
        folder["pictures"],
        TimeProvider.System);

    public static Func<string, string> Replace(string right, string wrong) => text =>
    {
        Assert.Contains(right, text, StringComparison.Ordinal);
        return text.Replace(right, wrong, StringComparison.Ordinal);
    };

    /// <summary>The offline provider's answer with a mistake in its content; its frame stays whole.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> Mistaken(Asked asked, Func<string, string> mistake)
    {
        using var client = Offline.ClientFor(Offline.Models[0]);
        var answer = (await client.GetResponseAsync(asked.Messages, asked.Options, TestContext.Current.CancellationToken)).Text;
        var end = answer.IndexOf($"=== end {asked.Nonce}", StringComparison.Ordinal);
        yield return new(ChatRole.Assistant, mistake(answer[..end]) + answer[end..]);
    }
}
