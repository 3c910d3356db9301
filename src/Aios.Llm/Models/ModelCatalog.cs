using System.Collections.Frozen;

namespace Aios.Llm.Models;

/// <summary>What is known of models, whether or not anybody can ask them.</summary>
/// <remarks>An id is matched as it stands, without the date at its end, or as an alias that is written down; never by how it begins.</remarks>
public sealed class ModelCatalog
{
    static readonly Lazy<ModelCatalog> _shipped = new(ReadShipped);

    readonly FrozenDictionary<(string Provider, string Id), Model> _named;

    ModelCatalog(IReadOnlyList<Model> all)
    {
        All = all;
        Dictionary<(string, string), Model> named = [];
        foreach (var (model, name) in all.SelectMany(model => model.Aliases.Select(alias => (model, alias))).Concat(all.Select(model => (model, model.Id))))
        {
            named[(model.Provider ?? "", name)] = model; // an id comes after the aliases and wins
        }

        _named = named.ToFrozenDictionary();
    }

    public static ModelCatalog Empty { get; } = new([]);

    /// <summary>What comes with Aios; read when it is first needed.</summary>
    public static ModelCatalog Shipped => _shipped.Value;

    public IReadOnlyList<Model> All { get; }

    /// <returns>The model with the id that the provider is asked for: a version with a date stays that version. Null for one that is not known.</returns>
    public Model? Find(string provider, string id) =>
        _named.GetValueOrDefault((provider, id)) is { } exact ? exact
        : DatedId.Undated(id) is { } undated && _named.GetValueOrDefault((provider, undated)) is { } dated ? dated with { Id = id, Aliases = [], IsDefault = false }
        : null;

    /// <summary>The provider's model for those who did not choose one; null where the catalog says none.</summary>
    public Model? DefaultOf(string provider) => All.FirstOrDefault(model => model.Provider == provider && model.IsDefault);

    /// <summary>Models that somebody who wrote this id may have meant, the likeliest first.</summary>
    /// <param name="provider">Null for any.</param>
    public IReadOnlyList<Model> Nearest(string id, int count, string? provider = null) =>
    [
        .. (from model in All
            where provider is null || model.Provider == provider
            let distance = model.Aliases.Prepend(model.Id).Min(name => Distance(id, name))
            where distance <= Math.Max(2, id.Length / 3)
            orderby distance, model.IsDefault descending, Math.Abs(model.Id.Length - id.Length), model.Id
            select model).Take(count),
    ];

    /// <summary>What a provider says of a model, and what is known of it beside that; without a price where nobody knows one.</summary>
    public Model Complete(string provider, Model discovered)
    {
        if (Find(provider, discovered.Id) is not { } known)
        {
            return discovered with { Provider = provider };
        }

        return known with
        {
            Id = discovered.Id,
            DisplayName = known.DisplayName ?? discovered.DisplayName,
            ContextWindow = known.ContextWindow ?? discovered.ContextWindow,
            MaxOutput = known.MaxOutput ?? discovered.MaxOutput,
            Prices = known.Prices.Count > 0 ? known.Prices : discovered.Prices,
        };
    }

    /// <summary>The same with what a file adds and overrides: what it does not say of a model that is known stays as it was, and its prices replace all others.</summary>
    public ModelCatalog With(ModelFile file)
    {
        List<Model> models = [.. All];
        foreach (var entry in file.Entries)
        {
            var known = Find(entry.Provider, entry.Id);
            var model = entry.Over(known ?? new() { Id = entry.Id, ContextWindow = null, MaxOutput = null });
            if (entry.Default == true)
            {
                models = [.. models.Select(other => other.Provider == entry.Provider ? other with { IsDefault = false } : other)];
            }

            var at = models.FindIndex(other => (other.Provider, other.Id) == (model.Provider, model.Id));
            if (at < 0)
            {
                models.Add(model);
            }
            else
            {
                models[at] = model;
            }
        }

        return new(models);
    }

    static ModelCatalog ReadShipped()
    {
        using var models = typeof(ModelCatalog).Assembly.GetManifestResourceStream("models.json")!; // embedded by the project file
        return Empty.With(ModelFile.Trusted(models));
    }

    static int Distance(string wanted, string name) =>
        name.Contains(wanted, StringComparison.OrdinalIgnoreCase) ? 1 : EditDistance.Between(wanted.ToLowerInvariant(), name.ToLowerInvariant());
}
