using System.Diagnostics;
using System.Text.Json;
using Aios.Testing;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Workshop.Verification.Deployment;

/// <remarks>The mutations are in <c>mutations.test.mjs</c>: one process of Node runs them all.</remarks>
public sealed class DeploymentCheckTests : IDisposable
{
    static readonly JsonElement _slice = JsonSerializer.Deserialize<JsonElement>("""
        {
          "application": { "name": "todo-list", "title": "Todo \"list\" & <more>", "summary": "What is to be done: all of it." },
          "entities": [
            { "name": "todo", "plural": "todos", "label": "Todo", "labels": "Todos", "display": "title",
              "fields": [ { "name": "title", "label": "Title", "type": "text", "required": true } ] } ]
        }
        """);

    readonly string _folder = Directory.CreateTempSubdirectory("aios-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_sound_application_passes_and_each_mutation_of_it_is_found()
    {
        var workflow = Path.Combine(Repository.Root, "src/Aios.Workshop/Planning/Workflows/web-app");
        var checks = Path.Combine(_folder, "checks");
        CopyScripts(Path.Combine(workflow, "checks"), checks);
        Directory.CreateSymbolicLink(Path.Combine(checks, "node_modules"), await PackagesAsync());
        var app = Path.Combine(_folder, "app");
        Render(Workflow.Load("web-app").Layout.Where(kind => kind.Owner == "devops" && kind.Each is null), app);

        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, Environment = { ["CHECKS"] = checks, ["APP"] = app } };
        start.ArgumentList.Add("--test");
        start.ArgumentList.Add(Path.Combine(Repository.Root, "tests/Aios.Tests/Workshop/Verification/Deployment/mutations.test.mjs"));
        using var node = Process.Start(start)!; // a program that is started anew
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(node.ExitCode == 0, output);
    }

    static void Render(IEnumerable<FileKind> kinds, string app)
    {
        foreach (var kind in kinds)
        {
            var path = Path.Combine(app, kind.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it has one: app
            File.WriteAllText(path, FileTemplates.Render(kind.Kind, _slice));
        }
    }

    static void CopyScripts(string from, string to)
    {
        foreach (var script in Directory.EnumerateFiles(from, "*.mjs", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, script));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!); // it has one: to
            File.Copy(script, copy);
        }
    }

    /// <summary>The packages that the sandbox has beside the checks.</summary>
    async Task<string> PackagesAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var tools = ToolChain.Find(Environment.GetEnvironmentVariable("PATH") ?? "");
        PackageCache cache = new(Path.Combine(AiosProcess.Cache, "npm"), tools.Npm, "of the tests", TimeProvider.System);
        return await cache.InstallAsync(await WorkflowFiles.ExtractAsync("web-app", "tools", _folder, cancellationToken), cancellationToken);
    }
}
