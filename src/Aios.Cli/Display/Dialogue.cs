namespace Aios.Cli.Display;

/// <summary>Asks whoever sits at the terminal.</summary>
/// <param name="read">Waits for a line.</param>
public sealed class Dialogue(Func<string?> read, TextWriter output)
{
    /// <summary>A line that was waited for in vain is still to come: nobody can stop reading a terminal.</summary>
    Task<string?>? _coming;

    /// <returns>The line that was typed; null when nobody will type any more.</returns>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        if (_coming is { IsCompleted: true })
        {
            _coming = null; // typed when nothing was asked: it was not meant for this question
        }

        await output.WriteAsync($"{TerminalText.Safe(question)} ");
        await output.FlushAsync(CancellationToken.None);
        _coming ??= Task.Run(read, CancellationToken.None); // a terminal's reader blocks, whatever its methods are called
        try
        {
            cancellationToken.ThrowIfCancellationRequested(); // a question that was given up takes no answer
            var line = await _coming.WaitAsync(cancellationToken);
            _coming = null;
            return line;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync();
            throw;
        }
    }

    /// <returns>Whether the answer was yes; anything else is no.</returns>
    public async Task<bool> AgreesAsync(string question, CancellationToken cancellationToken) =>
        (await AskAsync($"{question} [y/N]", cancellationToken))?.Trim().ToLowerInvariant() is "y" or "yes";

    public void Say(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine(TerminalText.Safe(line));
        }
    }
}
