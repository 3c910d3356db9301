using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Aios.Cli.Display;

/// <summary>How the program speaks: data on standard output, progress on standard error.</summary>
public sealed record Output
{
    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public required TextWriter Data { get; init; }

    public required TextWriter Progress { get; init; }

    /// <summary>Whether progress goes to a terminal that can be drawn on.</summary>
    public required bool IsLive { get; init; }

    public required bool Colour { get; init; }

    /// <summary>Words where there would be signs, for whoever is read to.</summary>
    public bool Plain { get; init; }

    /// <summary>One JSON document at the end.</summary>
    public bool Json { get; init; }

    /// <summary>A JSON document for each event.</summary>
    public bool JsonLines { get; init; }

    public bool Quiet { get; init; }

    public bool Verbose { get; init; }

    /// <summary>With whoever can be asked; null where no terminal is attached, or nothing is to be asked.</summary>
    public Dialogue? Dialogue { get; init; }

    /// <summary>For lines that may come while a run is shown.</summary>
    public Notices Notices => field ??= new(Progress);

    /// <summary>A document or lines of text, as was asked for.</summary>
    public void Print(Func<JsonObject> document, Func<IEnumerable<string>> lines)
    {
        if (Json || JsonLines)
        {
            Data.WriteLine(document().ToJsonString(JsonLines ? null : _indented));
            return;
        }

        foreach (var line in lines())
        {
            Data.WriteLine(TerminalText.Safe(line));
        }
    }

    public void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in Quiet ? [] : warnings)
        {
            Notices.Say($"aios: warning: {TerminalText.Safe(warning)}");
        }
    }

    /// <summary>Says what the user should know, and need not mend.</summary>
    public void Note(string line)
    {
        if (!Quiet)
        {
            Notices.Say($"aios: {TerminalText.Safe(line)}");
        }
    }

    /// <summary>Says what was lost, which is no progress: also to whoever wants none.</summary>
    public void Regret(IEnumerable<string> losses)
    {
        foreach (var loss in losses)
        {
            Notices.Say($"aios: {TerminalText.Safe(loss)}");
        }
    }

    public IAnsiConsole Terminal => field ??= AnsiConsole.Create(new()
    {
        Ansi = IsLive ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = Colour && IsLive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(Progress),
    });
}
