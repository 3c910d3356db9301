using System.CommandLine;

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
}
