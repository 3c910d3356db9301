using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Offline;
using Aios.Workshop.Offline.Briefs;
using Aios.Workshop.Planning;

namespace Aios.Tests.Workshop.Artifacts;

/// <summary>What files may hold: those that the offline provider writes, and what models have said.</summary>
static class Texts
{
    /// <summary>Every file of the applications that the examples ask for.</summary>
    public static IReadOnlyList<AnsweredFile> Offline { get; } =
        [.. Repository.Files("examples", "*.md").Values.SelectMany(Application)];

    /// <summary>Recorded answers of some length, each with a line end; none where there are no recordings.</summary>
    public static IReadOnlyList<string> Recorded { get; } =
    [
        .. ((string[])["anthropic_messages", "openai_chat", "openai_responses", "ollama_chat", "ollama_generate"])
            .SelectMany(Recordings.Of)
            .Select(recording => recording.Expected.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "")
            .Where(text => text.Length > 200)
            .Select(text => text.TrimEnd() + "\n")
            .Distinct(),
    ];

    static IEnumerable<AnsweredFile> Application(string brief)
    {
        var domain = BriefReader.Read(new Brief("example", brief).Text).Domain ?? throw new InvalidOperationException("The examples are understood.");
        var contract = Sample.Contract(OfflineContract.Domain(domain));
        foreach (var task in FileTasks.From(contract, [], Sample.WebApp.Layout))
        {
            var answer = FramedReader.Read("n", OfflineSpecialist.Answer(new("n", task.Assignment, null)));
            foreach (var file in answer.Files)
            {
                yield return file;
            }
        }
    }
}
