using Aios.Workshop.Contracts;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Repairing;

/// <summary>Who is asked about what, after some checks have failed.</summary>
/// <param name="Repairs">No file is in two of them.</param>
/// <param name="Unasked">Why nobody is asked about what else was found, in a sentence each.</param>
public sealed record RepairPlan(IReadOnlyList<Repair> Repairs, IReadOnlyList<string> Unasked)
{
    const int MostFiles = 4;
    const int MostCharacters = 24_000;
    const int MostEvidence = 6_000;

    /// <summary>Decides it: the same for the same verdicts, files and repairs before.</summary>
    /// <param name="checks">What they are about; of one that is not among them only its evidence is known.</param>
    /// <param name="textOf">What a file of the application says now; null where it is not there.</param>
    /// <param name="writersOf">A sum over the tasks that wrote some files.</param>
    /// <param name="before">What was asked in this run: nobody is asked about the same error again.</param>
    /// <param name="round">From 1.</param>
    public static RepairPlan Of(
        Contract contract, IReadOnlyList<CheckSubject> checks, IReadOnlyList<Verdict> verdicts, Func<string, string?> textOf,
        Func<IReadOnlyList<string>, string> writersOf, IReadOnlyList<Repair> before, int round)
    {
        ApplicationFiles files = new(contract, textOf);
        Draft draft = new(files, checks, before.SelectMany(repair => repair.Found).Select(found => (found.Check, found.Error)).ToHashSet());
        draft.Read([.. verdicts.Where(verdict => verdict is { Passed: false, IsMade: true })], [.. verdicts.Where(verdict => !verdict.Passed).Select(verdict => verdict.Name)]);
        return new([.. draft.Suspicions.Select(Repair)], draft.Unasked);

        Repair Repair(Suspicion suspicion) => new()
        {
            Id = $"repair-{round}/{suspicion.Files[0].Path}",
            Specialist = suspicion.Files[0].Owner,
            Files = [.. suspicion.Files.Select(file => file.Path)],
            Found = [.. suspicion.Found.Select(found => found with { Text = Cut(found.Text, MostEvidence / suspicion.Found.Count) })],
            IsNamed = suspicion.IsNamed,
            Writers = writersOf([.. suspicion.Files.Select(file => file.Path)]),
        };
    }

    static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(most * 3 / 4)]}\n…\n{text[^(most / 4)..]}";

    sealed record Suspicion(List<PlannedFile> Files, List<RepairEvidence> Found, bool IsNamed);

    sealed class Draft(ApplicationFiles files, IReadOnlyList<CheckSubject> checks, HashSet<(string Check, string Error)> asked)
    {
        readonly Culprits _culprits = new(files);

        public List<Suspicion> Suspicions { get; } = [];

        public List<string> Unasked { get; } = [];

        public void Read(IReadOnlyList<Verdict> failed, IReadOnlyList<string> failing)
        {
            var named = failed.SelectMany(Named).ToList();
            foreach (var about in named.OrderByDescending(each => each.Files.Count)) // where a way is told in full, one that was cut is a part of it
            {
                if (IsNew(about.Check, about.Text, about.Files[0].Path) is { } found)
                {
                    Suspect(about.Files, found);
                }
            }

            foreach (var told in failed.Where(verdict => named.All(about => about.Check != verdict.Name)).GroupBy(verdict => Subject(verdict).Blame))
            {
                ReadVague(told.Key, [.. told], failing);
            }
        }

        /// <returns>What of its evidence names files that are to blame, together for each that is the likeliest.</returns>
        IEnumerable<(string Check, string Text, List<PlannedFile> Files)> Named(Verdict verdict) => EvidenceParts.Of(verdict.Evidence)
            .Select(part => (Text: part, Files: _culprits.Of(part, Subject(verdict).Folder)))
            .Where(part => part.Files.Count > 0)
            .GroupBy(part => part.Files[0].Path)
            .Select(about => (verdict.Name, string.Join('\n', about.Select(part => part.Text).Distinct()), about.SelectMany(part => part.Files).Distinct().ToList()));

        void Suspect(List<PlannedFile> named, RepairEvidence found)
        {
            if (Suspicions.FirstOrDefault(each => each.Files.Contains(named[0])) is { } known)
            {
                known.Found.Add(found);
                return;
            }

            var free = named.Where(file => file.Owner == named[0].Owner && !Suspicions.Any(each => each.Files.Contains(file)));
            Suspicions.Add(new(Fitting(free), [found], IsNamed: true));
        }

        void ReadVague(string specialist, IReadOnlyList<Verdict> verdicts, IReadOnlyList<string> failing)
        {
            var its = files.All.Where(file => file.Owner == specialist).ToList();
            if (its.Count == 0)
            {
                Unasked.AddRange(verdicts.Select(verdict => $"{verdict.Name} names no file of the application."));
                return;
            }

            if (Suspicions.Any(each => each.Files[0].Owner == specialist))
            {
                return; // what is known to be wrong first: it may be all there is
            }

            var certain = verdicts.Where(verdict => !Subject(verdict).DoubtfulWhile.Any(failing.Contains)).ToList();
            var found = certain.Select(verdict => IsNew(verdict.Name, verdict.Evidence, verdict.Name)).OfType<RepairEvidence>().ToList();
            if (found.Count > 0)
            {
                var likely = Likeness.Rank(string.Join('\n', found.Select(each => each.Text)), its, files.TextOf);
                Suspicions.Add(new(Fitting(likely), found, IsNamed: false));
            }
        }

        /// <returns>Null where somebody was asked about the very same before.</returns>
        RepairEvidence? IsNew(string check, string text, string about)
        {
            var error = ErrorSum.Of($"{about}\n{text}");
            if (!asked.Contains((check, error)))
            {
                return new(check, text, error);
            }

            Unasked.Add($"{check} found the same error again{(about == check ? "" : $" in {about}")}.");
            return null;
        }

        CheckSubject Subject(Verdict verdict) => checks.FirstOrDefault(each => each.Name == verdict.Name) ?? new(verdict.Name, verdict.Name, "", "");

        /// <summary>The first in any case, others as long as all of them can be shown.</summary>
        List<PlannedFile> Fitting(IEnumerable<PlannedFile> likely)
        {
            List<PlannedFile> fitting = [];
            var room = MostCharacters;
            foreach (var file in likely.Take(MostFiles))
            {
                room -= files.TextOf(file).Length;
                if (fitting.Count == 0 || room >= 0)
                {
                    fitting.Add(file);
                }
            }

            return fitting;
        }
    }
}
