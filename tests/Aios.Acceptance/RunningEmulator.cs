using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary><c>aios emulate</c> as its users run it, for as long as a test asks it.</summary>
sealed class RunningEmulator : IDisposable
{
    readonly HttpClient _http;

    RunningEmulator(Uri address) => _http = new() { BaseAddress = address };

    /// <summary>The variables that point every provider at it.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?>
    {
        ["ANTHROPIC_BASE_URL"] = Address,
        ["OPENAI_BASE_URL"] = $"{Address}/v1",
        ["OLLAMA_HOST"] = Address,
        ["VLLM_BASE_URL"] = $"{Address}/v1",
    };

    string Address => _http.BaseAddress!.ToString().TrimEnd('/'); // set where it is made

    /// <summary>Starts one, asks it, and ends it.</summary>
    /// <remarks>Not as Ctrl-C does: where the tests run in the background, a shell has made them and all that they start deaf to that.</remarks>
    public static async Task WhileAsync(IReadOnlyList<string> options, Func<RunningEmulator, Task> ask, CancellationToken cancellationToken)
    {
        using AiosProcess aios = new();
        TaskCompletionSource<string> listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = await aios.RunAsync(
            ["emulate", "--json", .. options],
            cancellationToken,
            heard: said => listens.TrySetResult(said),
            meanwhile: async process =>
            {
                await Task.WhenAny(listens.Task, process.WaitForExitAsync(cancellationToken));
                Assert.True(listens.Task.IsCompleted, "The emulator did not start.");
                using RunningEmulator emulator = new(new(JsonElement.Parse(await listens.Task).GetProperty("address").GetString() ?? ""));
                await ask(emulator);
                using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            });
        Assert.True(ended.Code == 0, ended.Error);
    }

    /// <summary>What the emulator says came to it, as JSON.</summary>
    public async Task<JsonElement> TellAsync(string page, CancellationToken cancellationToken)
    {
        var said = await _http.GetFromJsonAsync<JsonElement>($"/emulator/{page}", cancellationToken);
        Assert.Empty(Canaries.In(said.GetRawText()));
        return said;
    }

    public void Dispose() => _http.Dispose();
}
