using System.CommandLine;
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
    static readonly Option<string?> _home = new("--home") { Description = "Where Aios keeps its things (also AIOS_HOME)", Recursive = true, HelpName = "DIR" };

    public static IEnumerable<Option> All => [_json, _jsonLines, _plain, _noColor, _quiet, _verbose, _home];

    public static Home Home(ParseResult parsed) => Cli.Home.Find(parsed.GetValue(_home), Environment.GetEnvironmentVariable);

    public static Output Output(ParseResult parsed)
    {
        var data = parsed.GetValue(_json) || parsed.GetValue(_jsonLines);
        var dumb = System.Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is "dumb" or null or "";
        return new()
        {
            Data = System.Console.Out,
            Progress = System.Console.Error,
            IsLive = !dumb && !parsed.GetValue(_plain),
            Colour = !parsed.GetValue(_noColor) && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
            Json = data && !parsed.GetValue(_jsonLines),
            JsonLines = parsed.GetValue(_jsonLines),
            Quiet = parsed.GetValue(_quiet),
            Verbose = parsed.GetValue(_verbose),
        };
    }
}
