using Aios.Llm.Spending;
using Aios.Testing;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>Checks that fail, and what their files' owners make of it.</summary>
public sealed class RepairStageTests
{
    const string Main = "backend/app/main.py";
    const string App = "frontend/src/App.tsx";
    const string Repair = $"repair-1/{Main}";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_check_finds_is_repaired_by_whom_the_file_belongs_to()
    {
        using var bench = Broken();
        bench.Always(Repair, asked => Say.Files(asked, (Main, "good = 1\n")));

        await bench.RunAsync(Token);

        Assert.Equal((RunStatus.Verified, null), (bench.State.Status, bench.State.Reason));
        Assert.Equal("good = 1\n", File.ReadAllText(Path.Combine(bench.Output, Main)));
        Assert.Equal(("backend", TaskProgress.Done), (bench.Task(Repair).Task.Specialist, bench.Task(Repair).Progress));
        Assert.Equal(["backend-tests endpoints", "endpoints", "backend-tests"], bench.Verifier.Made); // what has passed on the same files is not made again
        Assert.Equal([(Main, Repair)], bench.Report.Files.Where(file => file.Path == Main).Select(file => (file.Path, file.Task)));
        var told = Assert.Single(bench.Report.Repairs);
        Assert.Equal("backend changed backend/app/main.py (round 1: endpoints)", told.ToString());
    }

    [Fact]
    public async Task It_is_told_what_was_found_what_the_file_says_and_what_it_is_to_do()
    {
        using var bench = Broken();
        bench.Always(Repair, asked => Say.Files(asked, (Main, "good = 1\n")));

        await bench.RunAsync(Token);

        var asked = Assert.Single(bench.AskedAbout(Repair));
        Assert.Contains("the check endpoints has failed", asked.Last, StringComparison.Ordinal);
        Assert.Contains($"<file {Main} {asked.Nonce}>\nbad = 1\n</file", asked.Last, StringComparison.Ordinal);
        Assert.Contains("app/main.py:1: error: bad", asked.Last, StringComparison.Ordinal);
        Assert.Contains("\"list_todos\"", asked.Last, StringComparison.Ordinal); // of its slice of the contract
        Assert.Contains("=== edit NONCE", asked.Last, StringComparison.Ordinal);
        Assert.Equal(["scripted/actor"], bench.State.FailedOn(bench.Task(Repair).Task)); // so that a better one is asked
    }

    [Fact]
    public async Task A_repair_may_come_as_an_edit()
    {
        using var bench = Broken();
        bench.Always(Repair, asked => Say.Text($"""
            === edit {asked.Nonce} {Main}
            <<<<<<< SEARCH
            bad = 1
            =======
            good = 2
            >>>>>>> REPLACE
            === end {asked.Nonce}
            === manifest {asked.Nonce} ["{Main}"]

            """));

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, bench.State.Status);
        Assert.Equal("good = 2\n", File.ReadAllText(Path.Combine(bench.Output, Main)));
    }

    [Fact]
    public async Task An_edit_that_fits_nowhere_is_told_back_and_nothing_is_written()
    {
        using var bench = Broken();
        bench.Once(Repair, asked => Say.Text($"""
            === edit {asked.Nonce} {Main}
            <<<<<<< SEARCH
            there is no such line
            =======
            good = 2
            >>>>>>> REPLACE
            === end {asked.Nonce}
            === manifest {asked.Nonce} ["{Main}"]

            """));

        await bench.RunAsync(Token);

        Assert.Contains("files that are still as they were", bench.AskedAbout(Repair)[1].Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repair_that_breaks_another_check_is_repaired_in_turn()
    {
        using var bench = Broken();
        bench.Always(Repair, asked => Say.Files(asked, (Main, "good = 1\nworse = 1\n")));
        bench.Always($"repair-2/{Main}", asked => Say.Files(asked, (Main, "good = 1\n")));

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, bench.State.Status);
        Assert.Equal(["backend-tests endpoints", "endpoints", "backend-tests", "backend-tests", "endpoints"], bench.Verifier.Made);
        Assert.Equal([1, 2], bench.Report.Repairs.Select(repair => repair.Round));
    }

    [Fact]
    public async Task The_same_error_twice_stops_it()
    {
        using var bench = Broken();
        bench.Always(Repair, asked => Say.Files(asked, (Main, "# tried\nbad = 1\n")));

        await bench.RunAsync(Token);

        Assert.Equal((RunStatus.Unverified, "Not passed: endpoints."), (bench.State.Status, bench.State.Reason));
        Assert.Single(bench.State.Repairs);
        Assert.Equal($"endpoints found the same error again in {Main}.", bench.State.RepairEnd);
        Assert.Equal("# tried\nbad = 1\n", File.ReadAllText(Path.Combine(bench.Output, Main)));
        Assert.Equal(["backend-tests endpoints", "endpoints", "backend-tests"], bench.Verifier.Made); // the last word of each check is on what was delivered
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task There_are_no_more_rounds_than_a_run_may_have(int rounds)
    {
        using var bench = Broken(new() { Repairs = rounds });
        foreach (var round in Enumerable.Range(1, 5))
        {
            bench.Always($"repair-{round}/{Main}", asked => Say.Files(asked, (Main, $"bad = {round + 1}\n")));
        }

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Unverified, bench.State.Status);
        Assert.Equal(rounds, bench.State.Repairs.Count);
        Assert.Equal(rounds == 0 ? null : $"There have been {rounds} rounds of repair, which is the limit.", bench.State.RepairEnd);
    }

    [Fact]
    public async Task A_run_that_may_ask_no_more_repairs_nothing()
    {
        using var whole = Broken(new() { Repairs = 0 });
        await whole.RunAsync(Token);
        using var bench = Broken(new() { Calls = whole.State.Calls });

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Unverified, bench.State.Status);
        Assert.Empty(bench.AskedAbout(Repair));
        Assert.Equal($"The run has asked {whole.State.Calls} questions, which is its limit.", bench.State.RepairEnd);
    }

    [Fact]
    public async Task Where_it_could_cost_more_than_may_be_spent_the_application_is_handed_over_as_it_is()
    {
        using var bench = Broken();
        bench.Always(Repair, _ => throw new BudgetExceededException("It could cost $1, and $0.50 are left."));

        await bench.RunAsync(Token);

        Assert.Equal((RunStatus.Unverified, bench.Output), (bench.State.Status, bench.State.Output));
        Assert.Equal(["backend-tests endpoints"], bench.Verifier.Made);
        Assert.Equal("It could cost $1, and $0.50 are left.", Assert.Single(bench.Report.Repairs).Problem);
    }

    [Fact]
    public async Task An_answer_that_changes_nothing_is_no_reason_to_check_again()
    {
        using var bench = Broken();
        bench.Always(Repair, asked => Say.Files(asked, (Main, "bad = 1\n")));

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Unverified, bench.State.Status);
        Assert.Equal(["backend-tests endpoints"], bench.Verifier.Made);
        Assert.Equal("The last answers have changed nothing.", bench.State.RepairEnd);
        Assert.Equal("The answer leaves everything as it was.", bench.Report.Repairs[0].Problem);
    }

    [Fact]
    public async Task The_generator_says_that_it_knows_no_better()
    {
        using Bench bench = new() { Verifier = new() { Finds = (check, _) => check == "endpoints" ? "app/main.py:1: error: wrong" : null } };

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Unverified, bench.State.Status);
        Assert.StartsWith("The generator would write the same again", bench.Task(Repair).Problem, StringComparison.Ordinal);
        Assert.Single(bench.AskedAbout(Repair));
    }

    [Fact]
    public async Task The_generator_writes_its_own_where_somebody_else_was_wrong()
    {
        using var bench = Broken(); // and nobody else has an answer to the repair

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, bench.State.Status);
    }

    [Fact]
    public async Task Two_files_are_repaired_at_once_by_their_owners()
    {
        using var bench = Broken();
        bench.Once(App, asked => Say.Files(asked, (App, "bad\n")));
        bench.Always(Repair, asked => Say.Files(asked, (Main, "good = 1\n")));
        bench.Always($"repair-1/{App}", asked => Say.Files(asked, (App, "good\n")));

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, bench.State.Status);
        Assert.Equal(["backend", "frontend"], Assert.Single(bench.State.Repairs).Repairs.Select(repair => repair.Specialist));
        Assert.DoesNotContain("main.py", bench.AskedAbout($"repair-1/{App}")[0].Last[bench.AskedAbout($"repair-1/{App}")[0].Last.IndexOf("<evidence", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_others_cannot_be_changed_on_the_way()
    {
        using var bench = Broken();
        bench.Always(Repair, asked => Say.Files(asked, ("backend/tests/answers.py", "pass\n")));

        await bench.RunAsync(Token);

        Assert.Contains("'backend/tests/answers.py' does not belong to this task.", bench.Task(Repair).Problem, StringComparison.Ordinal);
        Assert.NotEqual("pass\n", File.ReadAllText(Path.Combine(bench.Output, "backend/tests/answers.py")));
    }

    [Fact]
    public async Task A_repair_is_a_commit_of_its_specialist()
    {
        using Bench bench = new() { Git = GitProgram.Find(Environment.GetEnvironmentVariable("PATH") ?? ""), Verifier = Finding() };
        Break(bench);
        bench.Always(Repair, asked => Say.Files(asked, (Main, "good = 1\n")));

        await bench.RunAsync(Token);

        var log = await Shell.RunAsync($"git log '--format=%an|%s' aios/run-1 -- {Main}", bench.Temp["run/application"], Token);
        Assert.Equal(["Backend|Repair backend/app/main.py: endpoints", "Backend|Write backend/app/main.py"], log.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A server with a mistake that the check "endpoints" finds.</summary>
    static Bench Broken(RunLimits? limits = null)
    {
        Bench bench = limits is null ? new() { Verifier = Finding() } : new() { Verifier = Finding(), Limits = limits };
        Break(bench);
        return bench;
    }

    static void Break(Bench bench) => bench.Always(Main, asked => Say.Files(asked, (Main, "bad = 1\n")));

    static ScriptedVerifier Finding() => new() { Finds = (check, folder) => check == "endpoints" ? Lines(folder, "bad") : Lines(folder, "worse") };

    static string? Lines(string folder, string word) =>
        string.Join('\n', ((string[])[Main, App]).Where(file => File.ReadAllText(Path.Combine(folder, file)).Split('\n').Any(line => line.StartsWith(word, StringComparison.Ordinal)))
            .Select(file => $"{(file == Main ? "app/main.py" : file)}:1: error: {File.ReadAllLines(Path.Combine(folder, file)).First(line => line.StartsWith(word, StringComparison.Ordinal))}")) is { Length: > 0 } found ? found : null;
}
