using Aios.Testing;
using Aios.Tests.Workshop.Running;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using CsCheck;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Workshop.Reporting;

/// <summary>What was sent, against the least that would have been enough.</summary>
public sealed class ContextShareTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_tells_what_it_has_sent_and_what_would_have_been_enough()
    {
        using Bench bench = new();

        await bench.RunAsync(Token);

        var context = Assert.IsType<ReportedContext>(bench.Report.Context);
        Assert.Equal(bench.Provider.Asked.Sum(asked => asked.Messages.Sum(message => message.Text.Length)) / 4.0, context.Sent, context.Sent * 0.005); // but for rounding
        Assert.InRange(context.Least, 1, context.Sent - 1);
        Assert.Equal((double)context.Sent / context.Least, context.Ratio!.Value, 0.001); // something was accepted
        Assert.Equal((context.Sent, context.Least), (Specialists(bench).Sum(its => its.Sent), Specialists(bench).Sum(its => its.Least)));
        Assert.Contains($"| context | {context.Sent} tokens sent, {context.Least} the least possible ({context.Ratio:0.0} times) |", ReportText.Of(bench.Report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_used_adds_to_what_was_sent_and_nothing_to_the_least()
    {
        using Bench bench = new(), mended = new();
        mended.Once("README.md", _ => Say.Text("I would rather not."));

        await bench.RunAsync(Token);
        await mended.RunAsync(Token);

        Assert.Equal(bench.Report.Context!.Least, mended.Report.Context!.Least); // both have asked
        var question = mended.AskedAbout("README.md")[1].Messages.Sum(message => message.Text.Length) / 4.0;
        Assert.Equal(question, mended.Report.Context.Sent - bench.Report.Context.Sent, question * 0.01);
    }

    [Fact]
    public void Equal_texts_are_counted_once_for_each_specialist_and_those_of_failed_tasks_not_at_all()
    {
        var context = ContextOf(
            (0, Planned(Task("a", "backend"), Task("b", "backend"), Task("c", "qa"), Task("d", "qa"))),
            (1, Answers("a", 1) with { Sent = 130 }), (1, Told("a", ("rules", 100), ("own a", 30))),
            (1, Answers("b", 1) with { Sent = 120 }), (1, Told("b", ("rules", 100), ("own b", 20))),
            (1, Answers("c", 1) with { Sent = 110 }), (1, Told("c", ("rules", 100), ("own c", 10))),
            (1, Answers("d", 1) with { Sent = 150 }), (1, Failed("d", "No.")));

        Assert.Equal(new(510, 100 + 30 + 20 + 100 + 10, 1.962), context);
    }

    [Fact]
    public void An_answer_that_was_given_again_has_sent_nothing_and_needs_nothing()
    {
        var context = ContextOf(
            (0, Planned(Task("a", "backend"), Task("b", "backend"))),
            (1, Answers("a", 1) with { Sent = 130 }), (1, Told("a", ("rules", 100), ("own a", 30))),
            (1, Answers("b", 0)), (1, Told("b", ("rules", 100), ("large", 1000))));

        Assert.Equal(new(130, 130, 1), context);
    }

    [Fact]
    public void Of_a_run_that_nobody_counted_nothing_is_told() => Assert.Null(ContextOf([.. Run()]));

    /// <summary>Questions of a few texts, asked once or more, accepted or not, planned again and given again.</summary>
    [Fact]
    public void What_was_sent_is_never_less_than_the_least() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4].Array[1, 5], Gen.Int[0, 3], Gen.Int[0, 3]).Array[1, 40].Sample(steps =>
    {
        string[] specialists = ["cto", "backend", "qa", "qa"];
        List<(double, RunEvent)> events = [(0, Planned([.. specialists.Select((specialist, at) => Task($"t{at}", specialist))]))];
        foreach (var (task, texts, times, what) in steps)
        {
            var told = texts.Distinct().Select(text => ($"text {text}", 10 * (text + 1))).ToArray();
            events.AddRange(Enumerable.Range(0, times).Select(time => (1.0, (RunEvent)(Answers($"t{task}", 1) with { Sent = told.Sum(part => part.Item2) + (7 * time), Attempt = events.Count + time }))));
            events.Add(what switch
            {
                0 => (1, Failed($"t{task}", "No.")),
                1 => (1, Planned(Task($"t{task}", specialists[task], $"other {events.Count}"))),
                _ => (1, Told($"t{task}", told)),
            });
        }

        var context = ContextOf([.. events]);

        Assert.True(context is null || context.Sent >= context.Least, $"{context}");
    });

    static ReportedContext? ContextOf(params (double, RunEvent)[] events) => ContextShare.Of(Fold(events).Tasks.Values);

    static RunEvent.TaskDone Told(string task, params (string Text, int Tokens)[] told) =>
        new RunEvent.TaskDone(task, []) { Call = Guid.CreateVersion7(Start), Told = told.ToDictionary(part => part.Text, part => part.Tokens) };

    static IEnumerable<ReportedContext> Specialists(Bench bench) => bench.Report.Specialists.Select(its => its.Context).OfType<ReportedContext>();
}
