using System.Globalization;
using Aios.Llm.Spending;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;

namespace Aios.Cli.Display.Live;

/// <summary>How a run looks at a moment, on a terminal of a certain size.</summary>
sealed class Picture(Glance glance, int width)
{
    const int Titles = 9;

    /// <summary>For names, a space behind them included.</summary>
    readonly int _names = Math.Clamp(glance.Specialists.Select(each => Cells.Width(Cells.Line(each.Name))).DefaultIfEmpty().Max() + 1, 11, 15);

    /// <summary>Null where nobody has looked; then it shows what the answers have cost.</summary>
    public RunMoney? Money { get; init; }

    /// <summary>When each check began, by its name.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> ChecksBegan { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <param name="rows">It never has more lines.</param>
    public IReadOnlyList<Line> Lines(int rows) => Section.Fit(
        [
            new(0, [Headline()]),
            new(1, [Tasks()]),
            new(2, [.. MoneyAndTokens()]),
            new(6, [.. Ahead()]),
            new(3, [Heads(), .. glance.Specialists.Select(Specialist)]) { Least = 3, IsApart = true },
            new(7, [.. Timeline.Of(glance, width, _names)]) { Least = glance.Specialists.Count + 1, IsApart = true },
            new(4, [.. Checks()]) { IsApart = true },
            new(5, [.. Repairs()]),
            new(5, [.. Problems()]) { IsApart = glance.State.Verdicts.IsEmpty && glance.State.Checking.IsEmpty },
            new(8, glance.Working.Count == 0 ? 0 : glance.Working.Count + 1, Working()) { Least = 3, IsApart = true },
        ],
        rows);

    Line Headline()
    {
        var (state, elapsed) = (glance.State, Duration.Of(glance.Elapsed));
        var line = new Line().Add(Cells.Cut(Cells.Line(state.Brief), width / 2), Tone.Strong).Add($"  {state.RunId}", Tone.Faint)
            .Add(state.Contract is null ? "  contract in the making" : "", Tone.Waiting);
        return line.Width + elapsed.Length + 2 > width ? line : line.To(width - elapsed.Length).Add(elapsed, Tone.Strong);
    }

    Line Tasks()
    {
        var (done, working, waiting) = (glance.Count(TaskProgress.Done), glance.Count(TaskProgress.Working), glance.Count(TaskProgress.Waiting));
        var (failed, skipped, all) = (glance.Count(TaskProgress.Failed), glance.Count(TaskProgress.Skipped), glance.State.Tasks.Count);
        var words = Text($"{done} of {all} done, {working} working, {waiting} waiting")
            + (failed > 0 ? Text($", {failed} failed") : "") + (skipped > 0 ? Text($", {skipped} not begun") : "");
        var line = Titled("tasks");
        var cells = Math.Min(60, width - Titles - words.Length - 2);
        return cells < 8 || all == 0 ? line.Add(words) : Bar(line, cells, all, (done, '█', Tone.Good), (failed + skipped, 'x', Tone.Bad), (working, '▒', Tone.Busy), (waiting, '░', Tone.Faint)).Add($"  {words}");
    }

    static Line Bar(Line line, int cells, int all, params IReadOnlyList<(int Count, char Fill, Tone Tone)> parts)
    {
        var (sum, drawn) = (0, 0);
        foreach (var (count, fill, tone) in parts)
        {
            sum += count;
            var until = (int)((long)cells * sum / all);
            line.Add(new string(fill, until - drawn), tone);
            drawn = until;
        }

        return line;
    }

    IEnumerable<Line> MoneyAndTokens()
    {
        var (money, tokens) = (MoneyText(), Text($"{glance.Input:#,0} tokens in, {glance.Output:#,0} out"));
        return Titles + money.Length + tokens.Length + 3 <= width
            ? [Titled("money").Add(money).Add($"   {tokens}")]
            : [Titled("money").Add(money), Titled("").Add(tokens)];
    }

    string MoneyText() => Money is null
        ? glance.Cost is { } cost ? $"{cost} spent" : "cost unknown"
        : $"{Money.Spending.Spent} spent"
            + (Money.Spending.UnknownAttempts > 0 ? $" ({Money.Spending.Unknown} of it unknown, counted in full)" : "")
            + $", {Money.Spending.Reserved} reserved"
            + (Money.Tightest is { } tightest ? $"; limit {tightest.Budget.Limit} ({Words(tightest.Budget)}), {tightest.Left} left" : ", no limit");

    static string Words(Budget budget) => (budget.Scope.Name.StartsWith("run:", StringComparison.Ordinal) ? "run" : budget.Scope.Name)
        + (budget.Window == BudgetWindow.Lifetime ? "" : $", {budget.Window.ToString().ToLowerInvariant()}");

    IEnumerable<Line> Ahead()
    {
        var tasks = glance.Ahead.Tasks;
        var took = glance.State.Tasks.Values.Where(task => task.Progress == TaskProgress.Done).Select(task => task.Took.TotalSeconds).DefaultIfEmpty().Average();
        return tasks.Count == 0 ? [] :
        [
            Titled("ahead").Add(Text($"{tasks.Count} in a row{(took > 0 ? $", about {Duration.Of(TimeSpan.FromSeconds(took * tasks.Count))}" : "")}: "))
                .Add(string.Join(" → ", tasks.Take(4)) + (tasks.Count > 4 ? " → …" : ""), Tone.Faint),
        ];
    }

    Line Heads() => Row("specialist", ("state", Tone.Faint), "done", "tokens", "cost", "model", "writes now", Tone.Faint);

    Line Specialist(SpecialistGlance its) => Row(
        its.Name, (its.State, its.Tone), Text($"{its.Done}/{its.Tasks}"), Text($"{its.Tokens:#,0}"), its.Cost?.ToString() ?? "unknown", its.Model, Now(its.Working), Tone.Plain);

    /// <summary>Of a narrow terminal only what matters most.</summary>
    Line Row(string name, (string Text, Tone Tone) state, string done, string tokens, string cost, string model, string writes, Tone tone)
    {
        var line = new Line().Column(name, _names, tone == Tone.Plain ? Tone.Strong : tone).Column(state.Text, 9, state.Tone).Right(done, 8, tone);
        if (width >= 80)
        {
            line.Right(tokens, 10, tone);
        }

        if (width >= 100)
        {
            line.Right(cost, 13, tone);
        }

        if (width >= 130)
        {
            line.Add("  ").Column(model, 24, tone);
        }

        return line.Add("  ").Add(Cells.CutStart(Cells.Line(writes), width - line.Width - 2), tone);
    }

    static string Now(IReadOnlyList<TaskState> working) => working switch
    {
        [] => "",
        [var only] => Text($"{File(only)} ({only.Characters:#,0})"),
        [var first, ..] => Text($"{File(first)} ({first.Characters:#,0}) and {working.Count - 1} more"),
    };

    static string File(TaskState task) => task.Writing ?? (task.Task.Files is [var file, ..] ? file : task.Task.Id);

    IEnumerable<Line> Working() => glance.Working.Select(Work).Prepend(new Line().Add(Text($"at work ({glance.Working.Count})"), Tone.Faint));

    Line Work(TaskState task) => new Line()
        .Add("  ").Column(task.Task.Specialist, _names)
        .Add(Cells.Pad(Cells.CutStart(Cells.Line(File(task)), width - _names - 36), width - _names - 36))
        .Right(Text($"{task.Characters:#,0} characters"), 18)
        .Right(Duration.Of(glance.Now - (task.Started ?? glance.Now)), 13, Tone.Faint);

    IEnumerable<Line> Checks()
    {
        var state = glance.State;
        var items = state.Verdicts.Select(verdict => ($"{(verdict.Passed ? "✓" : "✗")} {verdict.Name} {Duration.Of(TimeSpan.FromSeconds(verdict.Seconds))}", verdict.Passed ? Tone.Good : Tone.Bad))
            .Concat(state.Checking.Select(check => ($"… {check}{(ChecksBegan.TryGetValue(check, out var began) ? $" {Duration.Of(glance.Now - began)}" : "")}", Tone.Busy)));
        Line? line = null;
        foreach (var (text, tone) in items)
        {
            if (line is not null && line.Width + Cells.Width(text) + 2 > width)
            {
                yield return line;
                line = null;
            }

            line = line is null ? Titled("checks").Add(text, tone) : line.Add("  ").Add(text, tone);
        }

        if (line is not null)
        {
            yield return line;
        }
    }

    IEnumerable<Line> Repairs() => glance.State.Repairs is not [.., var round] ? [] :
    [
        Titled("repair").Add(Text($"round {round.Round}: {string.Join(", ", round.Repairs.SelectMany(repair => repair.Checks).Distinct())}; asked {string.Join(", ", round.Repairs.Select(repair => $"{repair.Specialist} about {repair.Files[0]}"))}"), Tone.Waiting),
    ];

    IEnumerable<Line> Problems()
    {
        List<string> problems =
        [
            .. glance.State.Verdicts.Where(verdict => !verdict.Passed).Select(verdict => $"check {verdict.Name}: {FirstLine(verdict)}"),
            .. glance.Troubled.Select(task => $"{task.Task.Specialist} {task.Task.Id}{(task.Progress == TaskProgress.Failed ? " failed" : "")}: {task.Problem}"),
        ];
        return problems.Count <= 4
            ? problems.Select(problem => Titled("problem").Add(problem, Tone.Bad))
            : [.. problems.Take(3).Select(problem => Titled("problem").Add(problem, Tone.Bad)), Titled("").Add(Text($"… and {problems.Count - 3} more problems"), Tone.Faint)];
    }

    static string FirstLine(Verdict verdict) => verdict.Evidence.Split('\n', 2)[0];

    static Line Titled(string title) => new Line().Column(title, Titles, Tone.Faint);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
