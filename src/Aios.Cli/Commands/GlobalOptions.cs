using System.CommandLine;
using Aios.Cli.Configuration;
using Aios.Cli.Display;

namespace Aios.Cli.Commands;

/// <summary>The options that every command understands.</summary>
static class GlobalOptions
{
    static readonly Option<bool> _json = new("--json") { Description = "Print one JSON document on standard output", Recursive = true };
    static readonly Option<bool> _jsonLines = new("--jsonl") { Description = "Print each event as a line of JSON", Recursive = true };
    static readonly Option<bool> _plain = new("--plain") { Description = "Lines of text, no drawing", Recursive = true };
    static readonly Option<bool> _noColor = new("--no-color") { Description = "No colours (also NO_COLOR)", Recursive = true };
    static readonly Option<bool> _quiet = new("--quiet") { Description = "No progress", Recursive = true };
    static readonly Option<bool> _verbose = new("--verbose") { Description = "More progress, and the whole story of an error", Recursive = true };
    static readonly Option<bool> _yes = new("--yes", "-y") { Description = "Ask nothing: what would be asked is agreed to, but for approvals", Recursive = true };
    static readonly Option<string?> _home = new("--home") { Description = "Where Aios keeps its things (also AIOS_HOME)", Recursive = true, HelpName = "DIR" };

    public static IEnumerable<Option> All => [_json, _jsonLines, _plain, _noColor, _quiet, _verbose, _yes, _home];

    /// <summary>What would be asked is agreed to.</summary>
    public static bool Yes(ParseResult parsed) => parsed.GetValue(_yes);

    public static Home Home(ParseResult parsed) => Cli.Home.Find(parsed.GetValue(_home), Environment.GetEnvironmentVariable);

    /// <summary>Where the user's own settings are.</summary>
    public static string UserFile(ParseResult parsed) => Path.Combine(Home(parsed).Settings, SettingsFile.Name);

    public static SettingsReader SettingsReader(ParseResult parsed) => new(Environment.GetEnvironmentVariable, Directory.GetCurrentDirectory(), UserFile(parsed));

    /// <summary>What is configured; its keys are not shown from now on, and what should be mended is said.</summary>
    /// <exception cref="ConfigurationException">The message names every mistake.</exception>
    public static Settings Settings(ParseResult parsed, Redactor redactor, string? model = null)
    {
        var settings = SettingsReader(parsed).Read(model);
        redactor.Learn(settings.Secrets);
        Output(parsed).Warn(settings.Warnings);
        return settings;
    }

    public static Output Output(ParseResult parsed)
    {
        var data = parsed.GetValue(_json) || parsed.GetValue(_jsonLines);
        var dumb = System.Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is "dumb" or null or "";
        var canAsk = !System.Console.IsInputRedirected && !System.Console.IsErrorRedirected && !Yes(parsed);
        return new()
        {
            Dialogue = canAsk ? new(System.Console.ReadLine, System.Console.Error) : null,
            Data = System.Console.Out,
            Progress = System.Console.Error,
            IsLive = !dumb && !parsed.GetValue(_plain),
            Colour = !parsed.GetValue(_noColor) && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
            Plain = parsed.GetValue(_plain),
            Json = data && !parsed.GetValue(_jsonLines),
            JsonLines = parsed.GetValue(_jsonLines),
            Quiet = parsed.GetValue(_quiet),
            Verbose = parsed.GetValue(_verbose),
        };
    }
}
