using Aios.Testing;
using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Workshop.Verification;

public sealed class CheckListTests
{
    [Fact]
    public void A_check_is_read_with_all_that_it_says()
    {
        var check = CheckList.Parse("""
            - name: first
              command: [/bin/true]
            - name: second
              title: The second one
              blame: backend
              folder: backend
              command: [node, a b, "1"]
              needs: [first]
              timeout_seconds: 7
              memory_megabytes: 8
              processes: 9
            """)[1];

        Assert.Equal(("second", "The second one", "backend", "backend"), (check.Name, check.Title, check.Blame, check.Folder));
        Assert.Equal(["node", "a b", "1"], check.Command);
        Assert.Equal(["first"], check.Needs);
        Assert.Equal((TimeSpan.FromSeconds(7), 8L << 20, 9), (check.Limits.Time, check.Limits.MemoryBytes, check.Limits.Processes));
    }

    [Fact]
    public void Every_mistake_is_named_at_once()
    {
        var refused = Assert.Throws<InvalidDataException>(() => CheckList.Parse("""
            - name: first
              command: [/bin/true]
              needs: [second]
            - name: second
              command: [/bin/true]
              needs: [first, third]
            - name: second
            """));

        Assert.Equal(4, refused.Message.Split('\n').Length);
    }

    [Fact]
    public async Task The_checks_of_web_applications_can_be_read()
    {
        using TempFolder folder = new();
        var checks = await WorkflowFiles.ExtractAsync("web-app", "checks", folder.Path, TestContext.Current.CancellationToken);

        var list = CheckList.Parse(await File.ReadAllTextAsync(Path.Combine(checks, "checks.yaml"), TestContext.Current.CancellationToken));

        Assert.Equal(
            ["frontend-tests", "python-compiles", "frontend-builds", "endpoints-answer", "page-works", "backend-tests", "typescript-compiles", "deployment-files"],
            list.Select(check => check.Name));
        Assert.True(File.Exists(Path.Combine(checks, "lib", "contract.mjs")));
    }
}
