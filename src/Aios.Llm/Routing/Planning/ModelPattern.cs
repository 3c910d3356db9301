namespace Aios.Llm.Routing.Planning;

/// <summary>Models by their names: <c>PROVIDER/MODEL</c>, <c>PROVIDER/*</c>, <c>PROVIDER</c> of the offline generator, or <c>MODEL</c> at whichever provider.</summary>
public sealed record ModelPattern(string Text)
{
    const string Any = "*";

    readonly string? _provider = Text.Split('/', 2) is [var provider, _] ? provider : null;
    readonly string _model = Text.Split('/', 2)[^1];

    public bool Matches(Route route) => _provider is null
        ? _model == route.Model.Id || _model == route.Provider.Name || route.Model.Aliases.Contains(_model)
        : _provider == route.Provider.Name && (_model == Any || _model == route.Model.Id || route.Model.Aliases.Contains(_model));

    public override string ToString() => Text;
}
