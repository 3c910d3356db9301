using System.Globalization;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Routing.Policies;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Configuration;

/// <summary>Reads the member <c>routing</c> of a settings file.</summary>
sealed class RoutingReader(Origin origin)
{
    const double DearestHour = 10_000;
    const string ExperimentPolicy = "experiment";

    public RoutingSettings Read(ObjectReader? routing)
    {
        if (routing is null)
        {
            return new();
        }

        routing.Know("policy", "value_of_time", "exploration", "models", "rules", "experiments");
        var experiments = routing.Objects("experiments").Select(Experiment).OfType<Experiment>().ToList();
        foreach (var twin in experiments.GroupBy(experiment => experiment.Name).Where(twins => twins.Count() > 1))
        {
            routing.Mistake("experiments", $"has {twin.Key} more than once.");
        }

        var rules = routing.Objects("rules").Select(Rule).OfType<RoutingRule>().ToList();
        var policy = Policy(routing);
        if (experiments.Count == 0 && (policy == ExperimentPolicy || rules.Any(rule => rule.Policy == ExperimentPolicy)))
        {
            routing.Mistake("experiments", "is missing: the policy experiment needs one.");
        }

        return new()
        {
            Policy = Set(policy),
            ValueOfTime = routing.Number("value_of_time", 0, DearestHour) is { } hour ? new(hour, origin) : null,
            Exploration = routing.Number("exploration", 0, 1) is { } share ? new(share, origin) : null,
            Models = routing.Texts("models") is { Count: > 0 } models ? new([.. models.Select(model => new ModelPattern(model))], origin) : null,
            Rules = [.. rules.Select(rule => new Setting<RoutingRule>(rule, origin))],
            Experiments = [.. experiments.Select(experiment => new Setting<Experiment>(experiment, origin))],
        };
    }

    Setting<string>? Set(string? text) => text is null ? null : new(text, origin);

    /// <summary>To be pinned is what a model does.</summary>
    static string? Policy(ObjectReader at)
    {
        if (at.Text("policy") is not { } policy)
        {
            return null;
        }

        if (policy != PolicyTable.Pinned && PolicyTable.Names.Contains(policy))
        {
            return policy;
        }

        at.Mistake("policy", policy == PolicyTable.Pinned
            ? "cannot be pinned: write which model, as model."
            : $"should be one of {string.Join(", ", PolicyTable.Names.Where(name => name != PolicyTable.Pinned))}.");
        return null;
    }

    static RoutingRule? Rule(ObjectReader at)
    {
        at.Know("kind", "specialist", "complexity", "policy", "model");
        var (policy, model, specialist) = (Policy(at), at.Text("model"), at.Text("specialist"));
        if (specialist is not null && !Team.Roles.Contains(specialist))
        {
            at.Mistake("specialist", $"should be one of {string.Join(", ", Team.Roles)}.");
        }

        if (at.Raw("policy") is null && model is null)
        {
            at.Mistake("policy", "is missing, and so is model: a rule says who is asked.");
        }

        return new()
        {
            Kind = at.Text("kind"),
            Specialist = specialist,
            Complexity = at.Raw("complexity") is null ? null : Range(at),
            Policy = policy,
            Model = model is null ? null : new(model),
        };
    }

    /// <summary>A number, or two with a dash between them.</summary>
    static (int Least, int Most)? Range(ObjectReader at)
    {
        var text = at.Raw("complexity")!.Trim('"'); // asked for where there is one
        var ends = text.Split('-', 2, StringSplitOptions.TrimEntries);
        if (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && least is >= 1 and <= 10 && most is >= 1 and <= 10 && least <= most)
        {
            return (least, most);
        }

        at.Mistake("complexity", "should be a whole number from 1 to 10, or two of them such as \"1-3\".");
        return null;
    }

    static Experiment? Experiment(ObjectReader at)
    {
        at.Know("name", "kinds", "arms");
        var arms = at.Objects("arms").Select(Arm).OfType<ExperimentArm>().ToList();
        var name = at.Text("name");
        if (name is null)
        {
            at.Mistake("name", "is missing.");
        }

        if (arms.Count < 2 || arms.All(arm => arm.Weight == 0) || arms.DistinctBy(arm => arm.Name).Count() < arms.Count)
        {
            at.Mistake("arms", "should be at least two, each with a name of its own, and not all with the weight 0.");
            return null;
        }

        return name is null ? null : new() { Name = name, Kinds = at.Texts("kinds") ?? [], Arms = arms };
    }

    static ExperimentArm? Arm(ObjectReader at)
    {
        at.Know("name", "weight", "model", "policy");
        var policy = Policy(at);
        if (policy == ExperimentPolicy)
        {
            at.Mistake("policy", "cannot be another experiment.");
        }

        if (at.Text("name") is not { } name)
        {
            at.Mistake("name", "is missing.");
            return null;
        }

        var arm = new ExperimentArm { Name = name, Weight = at.Number("weight", 0, 1_000_000) ?? 1, Model = at.Text("model") is { } model ? new(model) : null };
        return policy is null or ExperimentPolicy ? arm : arm with { Policy = policy };
    }
}
