using Aios.Cli.Display;
using Aios.Llm.Storage;
using Aios.Workshop.Artifacts.Applying;
using Aios.Workshop.Contracts;
using Aios.Workshop.Running;

namespace Aios.Cli.Consent;

/// <summary>Asks at the terminal for the word for which a run waits, and hears whether somebody says it elsewhere meanwhile.</summary>
/// <param name="lend">Called with whether another program has the terminal.</param>
sealed class ApprovalTalk(Dialogue dialogue, RunJournal journal, Editor editor, Action<bool> lend, TimeProvider clock)
{
    static readonly TimeSpan _listening = TimeSpan.FromMilliseconds(500);

    /// <param name="run">Nobody's at the moment.</param>
    /// <returns>What is to be written down in the run: nothing, where somebody has answered elsewhere. Null when nobody answers now.</returns>
    public async Task<IReadOnlyList<RunEvent>?> AskAsync(RunFolder run, string output, CancellationToken cancellationToken)
    {
        var known = journal.Events(run.RunId).Count;
        var state = journal.StateOf(run.RunId);
        if (state.Awaits is not { } asked)
        {
            return [];
        }

        using var elsewhere = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hearing = HearAsync(run.RunId, known, elsewhere);
        try
        {
            return asked.Point == ApprovalPoint.Contract
                ? await OfContractAsync(run, state, asked, elsewhere.Token)
                : await OfDeliveryAsync(run, state, output, elsewhere.Token);
        }
        catch (OperationCanceledException) when (elsewhere.IsCancellationRequested)
        {
            return cancellationToken.IsCancellationRequested ? null : [];
        }
        finally
        {
            await elsewhere.CancelAsync();
            await hearing;
        }
    }

    async Task<IReadOnlyList<RunEvent>?> OfContractAsync(RunFolder run, RunState state, RunEvent.ApprovalAsked asked, CancellationToken cancellationToken)
    {
        var offered = Path.Combine(run.Path, "planning", "contract.json");
        dialogue.Say(ApprovalSummary.OfContract(run.RunId, Composition.ReadContract(await File.ReadAllTextAsync(offered, cancellationToken)).Contract, offered));
        ContractDesk desk = new(offered, Path.Combine(run.Path, $"contract-{asked.What}.json"), editor, dialogue, lend);
        return await AskAsync(run.RunId, state, "[a]pprove, [r]eject with words, [e]dit, [l]ater?", desk.EditAsync, cancellationToken);
    }

    Task<IReadOnlyList<RunEvent>?> OfDeliveryAsync(RunFolder run, RunState state, string output, CancellationToken cancellationToken)
    {
        dialogue.Say(ApprovalSummary.OfDelivery(run.RunId, state, run.Application, output));
        return AskAsync(run.RunId, state, "[a]pprove, [r]eject with words, [l]ater?", edit: null, cancellationToken);
    }

    /// <param name="edit">Gives the user's own contract; null where that is no answer.</param>
    async Task<IReadOnlyList<RunEvent>?> AskAsync(
        string run, RunState state, string question, Func<CancellationToken, Task<Contract?>>? edit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var word = (await dialogue.AskAsync(question, cancellationToken))?.Trim().ToLowerInvariant();
            switch (word)
            {
                case "a" or "approve":
                    return ApprovalWords.Approve(run, state, edited: null);
                case "r" or "reject" when await dialogue.AskAsync("What should be otherwise?", cancellationToken) is { } said && !string.IsNullOrWhiteSpace(said):
                    return ApprovalWords.Reject(run, state, said);
                case "e" or "edit" when edit is not null && await edit(cancellationToken) is { } contract:
                    return ApprovalWords.Approve(run, state, contract);
                case null or "l" or "later":
                    return null;
            }
        }
    }

    /// <summary>Ends the talk when something has been written down in the run, and whoever did that has left it; or when the run is gone.</summary>
    async Task HearAsync(string run, int known, CancellationTokenSource elsewhere)
    {
        try
        {
            while (journal.Find(run) is { } record && (journal.Events(run, known).Count == 0 || record is { IsOwned: true, Status: not RunStatus.Running }))
            {
                await Task.Delay(_listening, clock, elsewhere.Token);
            }

            await elsewhere.CancelAsync();
        }
        catch (OperationCanceledException) when (elsewhere.IsCancellationRequested)
        {
            // It was answered here.
        }
        catch (StorageException)
        {
            // What is answered here stands; whoever writes it down meets the same, and says so.
        }
    }
}
