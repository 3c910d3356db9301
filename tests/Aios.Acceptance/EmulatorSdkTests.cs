using System.Diagnostics;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>The vendors' own JavaScript SDKs get along with the emulator, run as its users run it.</summary>
public sealed class EmulatorSdkTests : IDisposable
{
    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("ollama")]
    public async Task An_official_SDK_gets_along_with_it(string vendor)
    {
        var port = FreePort.Next();
        var checks = new Ended(-1, "", "");
        var ended = await _aios.RunAsync(["emulate", "--answers", "echo", "--port", $"{port}"], Token, meanwhile: async process =>
        {
            await FreePort.IsTakenAsync(port, Token);
            checks = await Shell.RunAsync(
                $"export EMULATOR=http://127.0.0.1:{port}; . eng/sdk-packages && node \"$AIOS_SDK_CHECKS/{vendor}.mjs\"; code=$?; kill -TERM {process.Id}; exit $code", Repository.Root, Token);
        });

        Assert.True(checks.Code == 0, checks.Output + checks.Error);
        Assert.EndsWith(" passed, 0 failed\n", checks.Output, StringComparison.Ordinal);
        Assert.True(ended.Code == 0, ended.Error);
        Assert.Contains($"export OPENAI_BASE_URL=http://127.0.0.1:{port}/v1 ", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_where_it_listens_in_one_document_and_ends_well_when_it_is_stopped()
    {
        var port = FreePort.Next();
        TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = await _aios.RunAsync(["emulate", "--json", "--port", $"{port}"], Token, heard: _ => said.TrySetResult(), meanwhile: async process =>
        {
            await Task.WhenAny(said.Task, process.WaitForExitAsync(Token));
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        });

        Assert.Equal(0, ended.Code);
        Assert.Equal($"http://127.0.0.1:{port}", ended.Json.GetProperty("environment").GetProperty("OLLAMA_HOST").GetString());
    }

    [Fact]
    public async Task All_that_is_wrong_with_its_options_is_said_at_once()
    {
        var script = _aios.Folder.Write("faults.yaml", "faults: [{ fault: bad-luck }]");

        var ended = await _aios.RunAsync(["emulate", "--json", "--port", "70000", "--speed", "0", "--faults", script, "--answers", "nowhere.yaml"], Token);

        Assert.Equal(2, ended.Code);
        var message = ended.Json.GetProperty("error").GetProperty("message").GetString();
        Assert.All((string[])["--port", "--speed", "bad-luck", "nowhere.yaml"], word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
