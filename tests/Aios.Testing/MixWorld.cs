using Aios.Llm.Models;

namespace Aios.Testing;

/// <summary>A world in which models have chances, lengths and speeds that no router knows. All of it follows from a seed.</summary>
public sealed class MixWorld
{
    const double Usual = 5;

    readonly Random _random;
    readonly Dictionary<(string Model, string Kind), double> _ofKind = [];
    readonly Dictionary<string, (double Odds, double Wordiness, double Speed)> _ofModel = [];
    readonly double _slope;
    readonly double _spread;

    /// <param name="spread">How far the guesses of the catalog are off, in logarithms of the odds.</param>
    public MixWorld(IEnumerable<Model> models, int seed, double spread = 0.7)
    {
        (_random, _spread) = (new(seed), spread);
        _slope = 0.2 + (0.3 * _random.NextDouble());
        foreach (var model in models)
        {
            var quality = model.Quality ?? 0.5;
            _ofModel[model.Id] = (Math.Log(quality / (1 - quality)) + (spread * Normal()), Math.Exp(0.25 * Normal()), 40 * Math.Exp(0.5 * Normal()));
        }
    }

    /// <summary>The true chance, but for what is hard about the single task.</summary>
    public double Passes(Model model, MixTask task, double hardness = 0)
    {
        if (!_ofKind.TryGetValue((model.Id, task.Kind), out var ofKind))
        {
            _ofKind[(model.Id, task.Kind)] = ofKind = 0.5 * _spread * Normal();
        }

        return 1 / (1 + Math.Exp(-(_ofModel[model.Id].Odds + ofKind - (_slope * (task.Complexity - Usual)) - hardness)));
    }

    public int Output(Model model, MixTask task) => (int)Math.Min(task.Output * _ofModel[model.Id].Wordiness, model.MaxOutput ?? int.MaxValue);

    public double Seconds(Model model, MixTask task) => 1 + (Output(model, task) / _ofModel[model.Id].Speed);

    /// <summary>What is hard about one task for whoever does it, so that failures of several come together.</summary>
    public double Hardness() => 0.7 * Normal();

    public double Chance() => _random.NextDouble();

    double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
