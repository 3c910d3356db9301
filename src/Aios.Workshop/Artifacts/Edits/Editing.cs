namespace Aios.Workshop.Artifacts.Edits;

/// <summary>Turns the edits of an answer into files: all of them or none.</summary>
public static class Editing
{
    /// <param name="baseText">The text that a file has now; null where there is none.</param>
    /// <returns>The answer with every edited file whole; where one cannot be edited, without any of them, and its problems say why.</returns>
    public static Answer Apply(Answer answer, Func<ArtifactPath, string?> baseText)
    {
        if (answer.Edits.Count == 0)
        {
            return answer;
        }

        List<AnsweredFile> files = [];
        List<string> problems = [];
        foreach (var edit in answer.Edits)
        {
            var text = "";
            var objections = baseText(edit.Path) is { } its ? EditedText.Of(edit, its, out text) : [$"'{edit.Path}' cannot be edited: it is not there. Write it in full."];
            problems.AddRange(objections);
            files.Add(new(edit.Path, text));
        }

        return problems.Count == 0
            ? answer with { Files = [.. answer.Files, .. files], Edits = [] }
            : answer with { Edits = [], Problems = [.. answer.Problems, .. problems], Faults = [.. answer.Faults, .. problems] };
    }
}
