using Aios.Testing;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>A model that does not do as it was told harms nobody and is never believed.</summary>
public sealed class HostileAnswerTests : IDisposable
{

    const string Task = "backend/app/problems.py";

    const string Poison = "POISON-7341";

    readonly Bench _bench = new();

    public static TheoryData<string, string> Answers => new()
    {
        { "a path that climbs out", "'../../stolen.py' is refused: it has the segment '..'" },
        { "an absolute path", "is refused: it is absolute" },
        { "a private path", "'backend/app/.git/config' is refused" },
        { "case twins", "once more in another case" },
        { "somebody else's file", "'frontend/src/App.tsx' does not belong to this task." },
        { "a file more of its own folder", "'backend/app/extra.py' does not belong to this task." },
        { "cut before anything was written", "was cut: its end line is missing" },
        { "no manifest", "The manifest line is missing" },
        { "the nonce of another task", "The manifest line is missing" },
        { "a manifest of other files", "is not in the manifest" },
        { "no file at all", $"'{Task}' is missing." },
    };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_hostile_answer_is_refused_twice_and_leaves_no_trace(string kind, string problem)
    {
        _bench.Always(Task, asked => Say.Text(Hostile(kind, asked)));

        await _bench.RunAsync(Token);

        Assert.Equal(TaskProgress.Failed, _bench.Task(Task).Progress);
        Assert.Contains(problem, _bench.Task(Task).Problem, StringComparison.Ordinal);
        Assert.All(_bench.State.Tasks.Values.Where(task => task.Task.Id != Task), task => Assert.Equal(TaskProgress.Done, task.Progress));
        AssertNothingDelivered();
        AssertReported();
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_specialist_is_told_what_was_wrong_and_its_second_answer_is_taken(string kind, string problem)
    {
        _bench.Once(Task, asked => Say.Text(Hostile(kind, asked)));

        await _bench.RunAsync(Token);

        var questions = _bench.AskedAbout(Task);
        Assert.Equal([false, true], questions.Select(asked => asked.IsRepeated));
        Assert.Contains(problem, questions[1].Last, StringComparison.Ordinal);
        Assert.Equal(questions[0].Nonce, questions[1].Nonce);
        Assert.Equal(RunStatus.Verified, _bench.State.Status);
        Assert.Equal(2, _bench.Report.Tasks.Single(task => task.Id == Task).Attempts);
        Assert.Null(_bench.Report.Tasks.Single(task => task.Id == Task).Problem);
        AssertNoPoison();
    }

    [Fact]
    public async Task An_answer_that_breaks_off_before_a_file_has_begun_is_asked_for_again()
    {
        _bench.Once(Task, asked => Say.Text($"I shall write this file: # {Poison}\n", new ScriptedException(Aios.Llm.Providers.FailureKind.Unreachable, "Gone.")));

        await _bench.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, _bench.State.Status);
        Assert.Equal(2, _bench.Task(Task).Answers.Count);
        AssertNoPoison();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_was_cut_is_gone_on_with_where_it_was_cut(bool brokeOff)
    {
        const string Written = "\"\"\"What may be wrong with a request.\"\"\"\n\nFIRST_OF_ALL = 1\n";
        _bench.Always(Task, asked => asked.IsRepeated
            ? Say.Text($"=== file {asked.Nonce} {Task}\nFIRST_OF_ALL = 1\nSECOND = 2\n=== end {asked.Nonce}\n=== manifest {asked.Nonce} [\"{Task}\"]\n")
            : Say.Text($"=== file {asked.Nonce} {Task}\n{Written}SECO", brokeOff ? new ScriptedException(Aios.Llm.Providers.FailureKind.Unreachable, "Gone.") : null));

        await _bench.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, _bench.State.Status);
        Assert.Equal($"{Written}SECOND = 2\n", File.ReadAllText(Path.Combine(_bench.Output, Task)));
        Assert.Equal(2, _bench.AskedAbout(Task).Count);
        Assert.Contains("FIRST_OF_ALL = 1", _bench.AskedAbout(Task)[1].Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_never_reached_fails_its_task_and_says_why()
    {
        _bench.Always(Task, _ => throw new ScriptedException(Aios.Llm.Providers.FailureKind.Unreachable, "Nobody there."));

        await _bench.RunAsync(Token);

        Assert.Equal("No route answered: scripted/actor: Nobody there.", _bench.Task(Task).Problem);
        AssertNothingDelivered();
    }

    [Fact]
    public async Task A_specialist_that_cannot_is_asked_only_once()
    {
        _bench.Always(Task, asked => Say.Text($"=== cannot {asked.Nonce} The contract contradicts itself.\n"));

        await _bench.RunAsync(Token);

        Assert.Single(_bench.AskedAbout(Task));
        Assert.Equal("The contract contradicts itself.", _bench.Task(Task).Problem);
        AssertNothingDelivered();
    }

    [Fact]
    public async Task An_exception_that_nobody_foresaw_ends_the_run_and_is_told()
    {
        _bench.Always(Task, _ => throw new FormatException("A bug."));

        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.RunAsync(Token));

        Assert.IsType<FormatException>(told.InnerException);
        Assert.False(Path.Exists(_bench.Output));
    }

    static string Hostile(string kind, Asked asked)
    {
        var (nonce, text) = (asked.Nonce, $"# {Poison}\n");
        return kind switch
        {
            "a path that climbs out" => Framed.Answer(nonce, (Task, text), ("../../stolen.py", text)),
            "an absolute path" => Framed.Answer(nonce, (Task, text), (Path.Combine(Path.GetTempPath(), "stolen.py"), text)),
            "a private path" => Framed.Answer(nonce, (Task, text), ("backend/app/.git/config", text)),
            "case twins" => Framed.Answer(nonce, (Task, text), (Task.ToUpperInvariant(), text)),
            "somebody else's file" => Framed.Answer(nonce, (Task, text), ("frontend/src/App.tsx", text)),
            "a file more of its own folder" => Framed.Answer(nonce, (Task, text), ("backend/app/extra.py", text)),
            "cut before anything was written" => $"=== file {nonce} {Task}\n",
            "no manifest" => Framed.File(nonce, Task, text),
            "the nonce of another task" => Framed.Answer("nonce0", (Task, text)),
            "a manifest of other files" => Framed.File(nonce, Task, text) + Framed.Manifest(nonce),
            "no file at all" => text + Framed.Manifest(nonce),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such answer."),
        };
    }

    void AssertNothingDelivered()
    {
        Assert.Equal((RunStatus.Failed, "Files are missing."), (_bench.State.Status, _bench.State.Reason));
        Assert.False(Path.Exists(_bench.Output));
        AssertNoPoison();
    }

    void AssertReported()
    {
        var report = _bench.Report;
        Assert.Equal(("failed", null), (report.Status, report.Output));
        var task = report.Tasks.Single(task => task.Id == Task);
        Assert.Equal(("failed", Sample.Team["backend"].Attempts), (task.State, task.Attempts));
        Assert.Contains(Task, Assert.Single(report.Checks).Evidence, StringComparison.Ordinal);
        Assert.Empty(report.Files);
    }

    void AssertNoPoison()
    {
        Assert.DoesNotContain(_bench.Disk, entry => entry.Contains("stolen", StringComparison.Ordinal) || entry.Contains("extra.py", StringComparison.Ordinal));
        Assert.DoesNotContain(_bench.Disk.Select(entry => _bench.Temp[entry]).Where(File.Exists), file => File.ReadAllText(file).Contains(Poison, StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), "stolen.py")));
    }
}
