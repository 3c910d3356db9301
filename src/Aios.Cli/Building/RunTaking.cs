using System.CommandLine;
using Aios.Cli.Choosing;
using Aios.Cli.Commands;
using Aios.Cli.Consent;
using Aios.Llm.Spending;
using Aios.Workshop.Running;

namespace Aios.Cli.Building;

/// <summary>Takes a run that is there already, to go on with it or to say something of it.</summary>
sealed class RunTaking(ParseResult parsed, Redactor redactor, Interruption interruption, TimeProvider clock)
{
    /// <param name="named">As <see cref="RunLookup"/> understands it.</param>
    /// <param name="change">What is to be otherwise in the order from now on.</param>
    /// <param name="objection">Why a run cannot be gone on with for what is wanted.</param>
    /// <param name="wanted">What is to be otherwise in the application.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="RunUnavailableException">There is no such run, or it cannot be gone on with.</exception>
    public async Task<int> GoOnAsync(
        string named, Func<RunOrder, RunOrder> change, Func<RunRecord, RunUnavailableException?> objection, RunEvent.ChangeAsked? wanted, CancellationToken cancellationToken)
    {
        var (home, output) = (GlobalOptions.Home(parsed), GlobalOptions.Output(parsed));
        Teaching teaching = new();
        await using var installation = await Installation.OpenAsync(home, GlobalOptions.Settings(parsed, redactor), output, clock, teaching.Note, cancellationToken);
        RunJournal journal = new(installation.Database!, clock); // an installation of the program has a file
        var record = RunLookup.Find(named, journal.List());
        if ((objection(record) ?? OfVersion(record)) is { } refusal)
        {
            throw refusal;
        }

        RefuseOthers(record);
        var order = change(record.Order);
        var settings = GlobalOptions.SettingsReader(parsed).Read(order.Model);
        redactor.Learn(settings.Secrets);
        using var crew = await Crew.GatherAsync(settings, order.Pace, installation.PlannerFor, output, clock, cancellationToken);
        await new SpendingConsent(output, installation.Ledger, hasOptions: wanted is null, clock).AskAsync(
            OpenWork.Of(journal.StateOf(record.Id), order, wanted), order, record.Id, new RunLedger(installation.Database!).SpendingOf(record.Id).Spent, crew, cancellationToken); // it has one
        using var run = await TakeAsync(journal, record, cancellationToken);
        return await new RunHost(installation, journal, crew, teaching, home, output, redactor, interruption, clock)
            .RunAsync(run, order, wanted, cancellationToken);
    }

    /// <summary>Writes something down in a run, and leaves it to whoever goes on with it.</summary>
    /// <param name="say">What is to be written down, of the run as it stands.</param>
    public async Task<RunRecord> SayAsync(string named, Func<RunRecord, RunState, IReadOnlyList<RunEvent>> say, CancellationToken cancellationToken)
    {
        await using var installation = await Installation.OpenAsync(
            GlobalOptions.Home(parsed), GlobalOptions.Settings(parsed, redactor), GlobalOptions.Output(parsed), clock, ended: null, cancellationToken);
        RunJournal journal = new(installation.Database!, clock); // an installation of the program has a file
        var record = RunLookup.Find(named, journal.List());
        using var run = await TakeAsync(journal, record, cancellationToken);
        try
        {
            RunLog log = new(clock, run.Past);
            run.Follow(log);
            foreach (var happened in say(record, log.State))
            {
                log.Add(happened);
            }
        }
        finally
        {
            await run.ReleaseAsync();
        }

        return record;
    }

    static RunUnavailableException? OfVersion(RunRecord record) => record.Order.Prompts == Composition.Prompts ? null : new(
        $"Run {record.Id} was begun by Aios {record.Version}, which tells its specialists something else than this version ({Product.Version}): what they have answered would have to be asked again.",
        "Go on with that version, or begin anew: aios build");

    /// <summary>Before anybody is asked anything for it.</summary>
    static void RefuseOthers(RunRecord record)
    {
        if (record.IsOwned)
        {
            throw AtWork(record);
        }
    }

    static async Task<OwnedRun> TakeAsync(RunJournal journal, RunRecord record, CancellationToken cancellationToken) =>
        await journal.TakeAsync(record.Id, cancellationToken) ?? throw AtWork(record);

    static RunUnavailableException AtWork(RunRecord record) => new($"Another process is at work on run {record.Id}.", "Watch it: aios runs watch " + record.Id);
}
