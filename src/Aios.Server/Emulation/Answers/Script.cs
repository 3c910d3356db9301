using System.Text.RegularExpressions;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;
using YamlDotNet.Serialization;

namespace Aios.Server.Emulation.Answers;

/// <summary>Answers written down beforehand: the first rule that fits a question answers it.</summary>
public sealed record Script(IReadOnlyList<ScriptedAnswer> Answers)
{
    /// <summary>Marks usage that is to be billed as it stands.</summary>
    internal const string Billed = "aios.billed";

    /// <summary>Carries a pace of its own.</summary>
    internal const string Paced = "aios.pace";

    /// <exception cref="ScriptException"/>
    public static Script Load(string file) => Parse(File.ReadAllText(file), file);

    /// <exception cref="ScriptException"/>
    public static Script Parse(string text, string file = "script")
    {
        var document = ScriptText.Read<Document>(text, file);
        List<string> mistakes = [];
        var answers = document.Answers.Select((rule, at) => Answer(rule, $"answers[{at}]", mistakes)).ToList();
        return mistakes.Count == 0 ? new(answers) : throw new ScriptException(file, mistakes);
    }

    static ScriptedAnswer Answer(Rule rule, string at, List<string> mistakes)
    {
        Regex? Pattern(string? pattern, string name)
        {
            try
            {
                return pattern is null ? null : new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
            }
            catch (ArgumentException exception)
            {
                mistakes.Add($"{at}.{name}: {exception.Message}");
                return null;
            }
        }

        if (rule is { Text: null, Thinking: null, Refusal: null, Tools.Count: 0 })
        {
            mistakes.Add($"{at} says nothing: it takes text, thinking, refusal or tools.");
        }

        mistakes.AddRange(rule.Tools.Where(tool => tool.Name.Length == 0).Select(_ => $"{at}.tools: each takes a name."));
        var match = rule.Match ?? new();
        return new()
        {
            Dialect = match.Dialect,
            Model = match.Model,
            User = Pattern(match.User, "match.user"),
            System = Pattern(match.System, "match.system"),
            AfterTool = match.AfterTool,
            Times = rule.Times ?? int.MaxValue,
            Text = rule.Text,
            Thinking = rule.Thinking,
            Refusal = rule.Refusal,
            Calls = [.. rule.Tools.Select(tool => tool.ToCall())],
            Stop = rule.Stop is null ? null : new ChatFinishReason(rule.Stop),
            Usage = rule.Usage?.ToUsage(),
            Pace = rule is { Speed: null, FirstToken: null } ? null : new() { CharactersPerSecond = rule.Speed, FirstToken = TimeSpan.FromSeconds(rule.FirstToken ?? 0) },
        };
    }

    sealed record Document
    {
        public List<Rule> Answers { get; init; } = [];
    }

    sealed record Rule
    {
        public Match? Match { get; init; }

        public int? Times { get; init; }

        public string? Text { get; init; }

        public string? Thinking { get; init; }

        public string? Refusal { get; init; }

        public List<ScriptedCall> Tools { get; init; } = [];

        public string? Stop { get; init; }

        public Counts? Usage { get; init; }

        public double? Speed { get; init; }

        public double? FirstToken { get; init; }
    }

    sealed record Match
    {
        public string? Dialect { get; init; }

        public string? Model { get; init; }

        public string? User { get; init; }

        public string? System { get; init; }

        public bool? AfterTool { get; init; }
    }

    sealed record Counts
    {
        public long Input { get; init; }

        public long CacheRead { get; init; }

        [YamlMember(Alias = "cache_write_5m", ApplyNamingConventions = false)]
        public long CacheWrite5m { get; init; }

        [YamlMember(Alias = "cache_write_1h", ApplyNamingConventions = false)]
        public long CacheWrite1h { get; init; }

        public long Output { get; init; }

        public long Reasoning { get; init; }

        public Usage ToUsage() => new()
        {
            Input = Input,
            CacheRead = CacheRead,
            CacheWrite5m = CacheWrite5m,
            CacheWrite1h = CacheWrite1h,
            Output = Output,
            Reasoning = Reasoning,
        };
    }
}
