using System.CommandLine;
using System.CommandLine.Parsing;

namespace Aios.Cli.Commands;

/// <summary>What the value of an option has to be.</summary>
static class OptionRule
{
    extension(ParseResult parsed)
    {
        /// <param name="what">What it takes, in words.</param>
        /// <returns>What is wrong with the value; nothing where the rule holds.</returns>
        public IEnumerable<string> Mistakes<T>(Option<T> option, Func<T?, bool> holds, string what) =>
            holds(parsed.GetValue(option)) ? [] : [$"{option.Name} takes {what}."];
    }

    /// <summary>What the parser says; but it would name the types of .NET to somebody who has typed a word for a number.</summary>
    public static string Said(ParseError error) =>
        (error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult) is { Tokens: [var token, ..] } option && error.Message.Contains("System.", StringComparison.Ordinal)
            ? $"{option.Option.Name} takes {Number(option.Option.ValueType)}, which '{token.Value}' is not."
            : error.Message;

    static string Number(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var kind && (kind == typeof(int) || kind == typeof(long)) ? "a whole number" : "a number";
}
