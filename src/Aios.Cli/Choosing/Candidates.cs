using Aios.Cli.Configuration;
using Aios.Llm.Providers;
using Aios.Workshop.Evaluation;

namespace Aios.Cli.Choosing;

/// <summary>Which models are tried: those that somebody named, or each provider's own choice.</summary>
sealed class Candidates(ModelFinder finder)
{
    /// <param name="models">As they are chosen everywhere: <c>PROVIDER/MODEL</c>, <c>MODEL</c>, <c>offline</c>.</param>
    /// <param name="providers">Whose own choice is tried. Without any name it is that of everyone who can be asked, and the generator for comparison.</param>
    /// <exception cref="UnknownModelException"/>
    /// <exception cref="KeyMissingException"/>
    /// <exception cref="UnaskedException">A server that was named does not say which models it has.</exception>
    public async Task<IReadOnlyList<Candidate>> FindAsync(IReadOnlyList<string> models, IReadOnlyList<string> providers, CancellationToken cancellationToken)
    {
        List<Candidate> found = [];
        foreach (var model in models)
        {
            found.Add(Candidate.Of((await finder.RoutesAsync(new(model, new(Layer.Option, "--model")), cancellationToken))[0].Route));
        }

        foreach (var provider in providers)
        {
            found.Add(Candidate.Of((await finder.DefaultOfAsync(provider, cancellationToken))[0].Route));
        }

        if (models.Count + providers.Count == 0)
        {
            foreach (var provider in finder.SetUp)
            {
                found.Add(await OfAsync(provider, cancellationToken));
            }

            found.Add(Candidate.Of(finder.Offline("For comparison.").Route));
        }

        return [.. found.DistinctBy(candidate => (candidate.Provider, candidate.Model))];
    }

    /// <summary>One that cannot be asked keeps nobody from trying the others.</summary>
    async Task<Candidate> OfAsync(ProviderSettings provider, CancellationToken cancellationToken)
    {
        try
        {
            return Candidate.Of((await finder.DefaultOfAsync(provider.Name, cancellationToken))[0].Route);
        }
        catch (UnaskedException exception)
        {
            return new(provider.Name, "?") { WhyNot = exception.Failure };
        }
        catch (UnknownModelException exception)
        {
            return new(provider.Name, "?") { WhyNot = new(FailureKind.UnknownModel, exception.Message) };
        }
    }
}
