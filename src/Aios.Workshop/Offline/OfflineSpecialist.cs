using System.Text;
using System.Text.Json;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Offline.Briefs;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Offline;

/// <summary>Does the tasks of all specialists: contracts from a brief and a layout, other files from templates.</summary>
static class OfflineSpecialist
{
    public static string Answer(OfflineRequest request) => request.Begun is { } begun ? Rest(Whole(request), begun, request.Nonce) : Whole(request);

    /// <summary>From the last lines of what is there on, which prove where it goes on.</summary>
    static string Rest(string whole, string begun, string nonce)
    {
        const int Repeated = 8;
        var at = whole.IndexOf(begun, StringComparison.Ordinal);
        if (at < 0)
        {
            return whole;
        }

        var lines = begun.Split('\n');
        var from = at + begun.Length - string.Join('\n', lines.Skip(1).TakeLast(Repeated)).Length;
        var left = whole[from..];
        string[] paths = [.. $"{lines[0]}\n{left}".Split('\n').Select(line => FrameLine.Read(line, nonce)).Where(frame => frame is ("file", _)).Select(frame => frame!.Value.Text)]; // not null: just looked
        var manifest = left.IndexOf(FrameLine.Manifest(nonce, ""), StringComparison.Ordinal);
        return $"{lines[0]}\n{left[..manifest]}{FrameLine.Manifest(nonce, JsonSerializer.Serialize(paths, ArtifactJson.Default.StringArray))}\n";
    }

    static string Whole(OfflineRequest request)
    {
        var (nonce, assignment, brief) = request; // changes are read with the brief
        if (request.Present is { } present)
        {
            return Repaired(nonce, assignment, present);
        }

        if (assignment.Part is null)
        {
            var slice = JsonSerializer.SerializeToElement(assignment, AssignmentJson.Default.Assignment);
            return Framed(nonce, assignment, file => FileTemplates.Render(file.Kind, slice));
        }

        if (brief is null)
        {
            return Framed(nonce, assignment, _ => OfflineContract.Part(assignment.Part, assignment));
        }

        var reading = ChangedBrief.Read(brief, request.Changes);
        return reading.Domain is null
            ? FrameLine.Cannot(nonce, string.Join(" ", reading.Mistakes)) + "\n"
            : Framed(nonce, assignment, _ => OfflineContract.Domain(reading.Domain));
    }

    /// <summary>All that a generator knows is how it would have written the files: of use only where somebody else has.</summary>
    static string Repaired(string nonce, Assignment assignment, IReadOnlyDictionary<string, string> present)
    {
        var own = assignment.Files.ToDictionary(file => file.Path, file => FileTemplates.Render(file.Kind, JsonSerializer.SerializeToElement(assignment.For(file), AssignmentJson.Default.Assignment)));
        var others = assignment.Files.Where(file => own[file.Path].TrimEnd('\n') != present[file.Path]).ToList();
        return others.Count == 0
            ? FrameLine.Cannot(nonce, "The generator would write the same again: it knows no better than its templates.") + "\n"
            : Framed(nonce, assignment with { Files = others }, file => own[file.Path]);
    }

    static string Framed(string nonce, Assignment assignment, Func<Contracts.PlannedFile, string> write)
    {
        var answer = new StringBuilder();
        foreach (var file in assignment.Files)
        {
            answer.Append(FrameLine.File(nonce, file.Path)).Append('\n')
                .Append(write(file))
                .Append(FrameLine.End(nonce)).Append('\n');
        }

        string[] paths = [.. assignment.Files.Select(file => file.Path)];
        return answer.Append(FrameLine.Manifest(nonce, JsonSerializer.Serialize(paths, ArtifactJson.Default.StringArray))).Append('\n').ToString();
    }
}
