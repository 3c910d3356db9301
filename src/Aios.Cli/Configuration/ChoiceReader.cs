using Aios.Llm.Spending;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Configuration;

/// <summary>Reads what both the user's and a project's file may say: choices and limits.</summary>
static class ChoiceReader
{
    public static IReadOnlyCollection<string> Members { get; } = ["model", "specialists", "limits", "routing", "cache"];

    public static Choices Read(ObjectReader? file, Layer layer, ICollection<string> mistakes)
    {
        if (file is null)
        {
            return new();
        }

        Origin origin = new(layer, file.File);
        Dictionary<string, Setting<string>> specialists = [];
        var named = file.Object("specialists");
        named?.Know([.. Team.Roles]);
        foreach (var name in named?.Names.Intersect(Team.Roles) ?? [])
        {
            if (named!.Text(name) is { } model) // there are names only where there is an object
            {
                specialists[name] = new(model, origin);
            }
        }

        var cache = file.Object("cache");
        cache?.Know("kinds");
        var limits = file.Object("limits");
        limits?.Know("max_parallel", "max_cost");
        var everyone = file.Text("model") is { } written ? ModelChoice.Parse(new(written, origin), mistakes) : new();
        return new()
        {
            Model = new ModelChoice { BySpecialist = specialists }.Before(everyone),
            Routing = new RoutingReader(origin).Read(file.Object("routing")),
            ReusedKinds = cache?.Texts("kinds") is { } kinds ? new(kinds, origin) : null,
            MaxCost = limits?.Dollars("max_cost") is { } dollars ? new(Money.Of(dollars), origin) : null,
            MaxParallel = limits?.Whole("max_parallel", 1, 10_000) is { } most ? new(most, origin) : null,
        };
    }
}

/// <summary>What one file chooses.</summary>
sealed record Choices
{
    public ModelChoice Model { get; init; } = new();

    public Setting<int>? MaxParallel { get; init; }

    /// <summary>Of task, whose answers may be given again.</summary>
    public Setting<IReadOnlyList<string>>? ReusedKinds { get; init; }

    /// <summary>What one run may cost.</summary>
    public Setting<Money>? MaxCost { get; init; }

    public RoutingSettings Routing { get; init; } = new();
}
