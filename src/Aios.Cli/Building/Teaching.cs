using System.Collections.Concurrent;
using Aios.Llm.Caching;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Learning;
using Aios.Workshop.Running;

namespace Aios.Cli.Building;

/// <summary>Tells the router what became of its answers: which were found to be good, and which were not.</summary>
sealed class Teaching
{
    readonly ConcurrentDictionary<Guid, ModelCall> _calls = [];
    readonly List<Judgement> _judged = [];

    /// <summary>An attempt has ended.</summary>
    public void Note(ModelCall call, Attempt attempt) => _calls[call.Id] = call;

    public void Follow(RunLog log) => log.Follow((happened, _) => _judged.AddRange(Judgements.Of(happened, log.State)));

    /// <summary>When the run has ended, or rests.</summary>
    /// <param name="cache">Null where no answers are kept.</param>
    public async Task TellAsync(Lessons lessons, AnswerCache? cache)
    {
        foreach (var (_, call, passed) in _judged)
        {
            if (_calls.TryGetValue(call, out var made)) // else it is of an earlier run, and was given again
            {
                lessons.Checked(made, passed);
            }

            await (cache?.JudgeAsync(call, passed, CancellationToken.None) ?? Task.CompletedTask); // it has been found, whoever goes away
        }

        _judged.Clear();
    }
}
