using System.Text.RegularExpressions;

namespace Aios.Workshop.Artifacts.Edits;

/// <summary>The hunks of an <c>apply_patch</c> section, as blocks.</summary>
sealed partial class Hunks
{
    readonly List<EditBlock> _blocks = [];
    readonly List<string> _search = [];
    readonly List<string> _replace = [];
    string? _under;

    public void Take(string line)
    {
        switch (line)
        {
            case ['@', '@', .. var head]:
                Close();
                _under = Numbers().Replace(head, "").Trim() is { Length: > 0 } its ? its : null;
                break;
            case "*** End of File" or "\\ No newline at end of file":
                break; // says only where it is, which the lines do too
            case ['-', .. var gone]:
                _search.Add(gone);
                break;
            case ['+', .. var come]:
                _replace.Add(come);
                break;
            case [' ', .. var kept]:
                _search.Add(kept);
                _replace.Add(kept);
                break;
            default:
                _search.Add(line); // an empty line, or one whose mark was forgotten: it has to be there
                _replace.Add(line);
                break;
        }
    }

    public IReadOnlyList<EditBlock> Blocks()
    {
        Close();
        return _blocks;
    }

    void Close()
    {
        if (_search.Count + _replace.Count > 0)
        {
            _blocks.Add(new([.. _search], [.. _replace]) { Under = _under });
        }

        _search.Clear();
        _replace.Clear();
        _under = null;
    }

    /// <summary>What other patches say there; nobody can count on it.</summary>
    [GeneratedRegex(@"^ *-[0-9,]+ \+[0-9,]+ *(@@)?")]
    private static partial Regex Numbers();
}
