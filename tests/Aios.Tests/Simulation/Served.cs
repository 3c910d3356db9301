using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Tests.Simulation;

/// <summary>A question as a simulated provider has had it: what it said, and what it will bill.</summary>
sealed class Served(int call, SimulatedProvider by, Model model, TimeSpan at, Conduct conduct, long input)
{
    public const int TokensPerPiece = 3;

    int _said;

    /// <summary>The number of the call.</summary>
    public int Call => call;

    public SimulatedProvider By => by;

    public Model Model => model;

    public TimeSpan At => at;

    public Conduct Conduct => conduct;

    /// <summary>Null while it goes on.</summary>
    public TimeSpan? Ended { get; set; }

    /// <summary>It was spoken to its end, and nothing was wrong with it.</summary>
    public bool IsWhole => conduct.Mishap is Mishap.None or Mishap.NoUsage && _said == conduct.Pieces;

    /// <summary>All that it would say, or has said where it broke.</summary>
    public string Text => string.Concat(Enumerable.Range(0, _said).Select(Piece));

    /// <summary>What the provider counts, whether it says so or not.</summary>
    public Usage Usage => conduct.Mishap switch
    {
        Mishap.Unreachable or Mishap.RateLimited or Mishap.Overloaded or Mishap.Unauthorised or Mishap.QuotaExhausted
            or Mishap.InvalidRequest or Mishap.ContextTooLong or Mishap.ErrorInAnswer => Usage.None,
        Mishap.Lost or Mishap.Silent or Mishap.Empty => new() { Input = input },
        _ => new() { Input = input, Output = _said * TokensPerPiece },
    };

    /// <summary>Null where the price is not known to anybody.</summary>
    public Money? Bill => Usage == Usage.None ? Money.Zero : model.Prices is [var price, ..] ? Money.CostOf(Usage, price) : null;

    /// <summary>Whoever asked has been told all of <see cref="Usage"/>, or knows that there is none.</summary>
    public bool WasTold { get; set; }

    public long Input => input;

    public string Speak() => Piece(_said++);

    string Piece(int at) => $"{by.Name}-{call}-{at} ";
}
