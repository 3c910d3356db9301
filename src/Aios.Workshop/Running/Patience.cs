namespace Aios.Workshop.Running;

/// <summary>How often a task is asked for: as often as its specialist's profile says, and not once more with the same mistakes.</summary>
/// <param name="failures">How often the task has failed before. A run that is taken up after that gives it as many tries again.</param>
/// <param name="sameMistakes">How often in a row the same mistakes may be made.</param>
sealed class Patience(int attempts, int failures, int sameMistakes)
{
    readonly int _most = attempts * (1 + failures);
    IReadOnlyList<string> _last = [];
    int _time;
    int _same;

    /// <param name="problems">Of the answer before; empty at first.</param>
    /// <returns>Which time it is, from 1; null when it is not to be asked for again.</returns>
    public int? TryAgain(IReadOnlyList<string> problems)
    {
        _same = problems.Count > 0 && problems.SequenceEqual(_last) ? _same + 1 : 1;
        _last = problems;
        var isNews = _time >= attempts * failures; // what was asked before costs nothing
        return _time < _most && !(isNews && _same > sameMistakes) ? ++_time : null;
    }
}
