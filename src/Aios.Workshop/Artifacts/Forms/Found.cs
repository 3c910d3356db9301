using Aios.Workshop.Artifacts.Edits;

namespace Aios.Workshop.Artifacts.Forms;

/// <summary>What an answer holds in one shape.</summary>
sealed class Found
{
    readonly Dictionary<ArtifactPath, string> _files = [];
    readonly Dictionary<ArtifactPath, List<EditBlock>> _edits = [];

    /// <summary>What makes the answer unusable.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Why a file that seems to be there is not taken.</summary>
    public List<string> Doubts { get; } = [];

    public CutFile? Cut { get; private set; }

    /// <summary>The files of which all is there.</summary>
    public IReadOnlySet<ArtifactPath> Whole => _files.Keys.Concat(_edits.Keys).ToHashSet();

    public bool IsNothing => _files.Count == 0 && _edits.Count == 0 && Cut is null && Faults.Count + Doubts.Count == 0;

    public void Add(ArtifactPath path, string text)
    {
        if (!_files.TryAdd(path, text) && _files[path] != text)
        {
            Faults.Add($"The answer has '{path}' twice, and not the same.");
        }
    }

    public void Add(ArtifactPath path, IEnumerable<EditBlock> blocks)
    {
        if (!_edits.TryAdd(path, [.. blocks]))
        {
            _edits[path].AddRange(blocks);
        }
    }

    /// <param name="text">What arrived of the file.</param>
    public void AddCut(ArtifactPath path, string text) => Cut = new(path, text);

    public Answer ToAnswer(string form, Wanted wanted)
    {
        var whole = Whole;
        var cut = Cut is { } file && !whole.Contains(file.Path) ? Cut : null;
        return new()
        {
            Files = [.. wanted.Paths.Where(_files.ContainsKey).Select(path => new AnsweredFile(path, _files[path]))],
            Edits = [.. wanted.Paths.Where(path => _edits.ContainsKey(path) && !_files.ContainsKey(path)).Select(path => new FileEdit(path, _edits[path]))],
            Problems = [.. Faults, .. Doubts, .. cut is null ? Array.Empty<string>() : [$"The file '{cut.Path}' was cut."]],
            Faults = Faults,
            Cut = cut,
            Form = form,
        };
    }
}
