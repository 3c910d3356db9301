using Aios.Llm.Models;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Storage;

namespace Aios.Llm.Routing.Learning;

/// <summary>Learns from calls as they end: what planners decide by, and what is kept for the next time.</summary>
/// <param name="book">Null where nothing is kept.</param>
public sealed class Lessons(Experience experience, PrefixMemory prefixes, LessonBook? book, TimeProvider clock)
{
    static readonly TimeSpan _shortLife = TimeSpan.FromMinutes(5);
    static readonly TimeSpan _longLife = TimeSpan.FromHours(1);

    readonly Lock _lock = new();
    Task _kept = Task.CompletedTask;

    /// <summary>What is known from earlier.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static Lessons Recall(LessonBook book, TimeProvider clock)
    {
        Experience experience = new();
        foreach (var lesson in book.Recent(clock.GetUtcNow()))
        {
            experience.Learn(lesson);
        }

        return new(experience, new(clock), book, clock);
    }

    public Experience Experience => experience;

    public PrefixMemory Prefixes => prefixes;

    /// <summary>An attempt has ended. Only whole answers teach how long answers are.</summary>
    public void Ended(ModelCall call, Attempt attempt)
    {
        if (attempt.Failure is not null || attempt.Usage == Usage.None)
        {
            return;
        }

        Learn(new Lesson.Answered(call.Request.Kind, NameOf(attempt.Route), clock.GetUtcNow(), attempt.Usage.Output, attempt.Took));
        if (call.Request.Prefix is { } prefix && attempt.Usage.CacheRead + attempt.Usage.CacheWrite is > 0 and var cached)
        {
            prefixes.Remember(prefix, attempt.Route, cached, attempt.Usage.CacheWrite1h > 0 ? _longLife : _shortLife);
        }
    }

    /// <summary>The checks of the call's answer ran; not to be told of those that did not.</summary>
    public void Checked(ModelCall call, bool passed)
    {
        if (call.Attempts is not [.., { Failure: null } answered])
        {
            return; // nobody's answer was checked
        }

        var cost = call.Attempts.Aggregate((decimal?)0, (sum, attempt) => sum + attempt.Cost?.Dollars);
        Learn(new Lesson.Checked(call.Request.Kind, NameOf(answered.Route), clock.GetUtcNow(), passed)
        {
            Complexity = call.Request.Complexity,
            Arm = call.Plan.Arm,
            Dollars = (double?)cost,
            Seconds = call.Attempts.Sum(attempt => attempt.Took.TotalSeconds),
        });
    }

    /// <summary>When all that was learned is kept.</summary>
    /// <exception cref="StorageException">Some of it could not be kept; it counts all the same as long as this process lives.</exception>
    public Task KeptAsync() => _kept;

    void Learn(Lesson lesson)
    {
        experience.Learn(lesson);
        if (book is not null)
        {
            lock (_lock)
            {
                _kept = Task.WhenAll(_kept, book.KeepAsync(lesson, CancellationToken.None)); // it has happened, whoever goes away
            }
        }
    }

    static string NameOf(Route route) => $"{route.Provider.Name}/{route.Model.Id}";
}
