using Aios.Cli.Display;
using Aios.Workshop.Contracts;

namespace Aios.Cli.Consent;

/// <summary>Where the user edits a contract before it is built.</summary>
/// <param name="offered">The CTO's.</param>
/// <param name="copy">What is edited; it stays, so that what was edited is not lost where it has mistakes.</param>
/// <param name="lend">Called with whether another program has the terminal.</param>
sealed class ContractDesk(string offered, string copy, Editor editor, Dialogue dialogue, Action<bool> lend)
{
    /// <returns>Null where nothing was changed, or what was changed cannot be built; that has been said.</returns>
    public async Task<Contract?> EditAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(copy))
        {
            File.Copy(offered, copy);
        }

        if (!await LendAsync(cancellationToken))
        {
            dialogue.Say([$"'{editor.Command}' has failed. Another editor: VISUAL or EDITOR. By hand: edit {copy}, then aios runs approve --contract"]);
            return null;
        }

        var text = await File.ReadAllTextAsync(copy, cancellationToken);
        if (text == await File.ReadAllTextAsync(offered, cancellationToken))
        {
            dialogue.Say(["Nothing was changed."]);
            return null;
        }

        var (contract, mistakes) = Composition.ReadContract(text);
        dialogue.Say(mistakes.Select(mistake => $"  {mistake}"));
        return contract;
    }

    async Task<bool> LendAsync(CancellationToken cancellationToken)
    {
        lend(true);
        try
        {
            return await editor.OpenAsync(copy, cancellationToken);
        }
        finally
        {
            lend(false); // or Ctrl-C would be nobody's
        }
    }
}
