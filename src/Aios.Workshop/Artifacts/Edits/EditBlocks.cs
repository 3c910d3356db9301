using Aios.Workshop.Artifacts.Forms;

namespace Aios.Workshop.Artifacts.Edits;

/// <summary>Reads search/replace blocks.</summary>
/// <remarks>
/// <code>
/// &lt;&lt;&lt;&lt;&lt;&lt;&lt; SEARCH
/// …lines that are there…
/// =======
/// …lines that shall be there…
/// &gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE
/// </code>
/// Lines of content that look like these marks are not understood; such a file has to be written whole.
/// </remarks>
static class EditBlocks
{
    const string Search = "<<<<<<< SEARCH";
    const string Divider = "=======";
    const string Replace = ">>>>>>> REPLACE";

    /// <returns>The blocks, or what is wrong with them.</returns>
    public static (IReadOnlyList<EditBlock> Blocks, string? Problem) Read(string content)
    {
        List<EditBlock> blocks = [];
        List<string>? search = null;
        List<string>? replace = null;
        foreach (var line in TextLine.All(content).Select(line => line.Text))
        {
            switch (line.TrimEnd())
            {
                case Search when search is null:
                    search = [];
                    break;
                case Divider when search is not null && replace is null:
                    replace = [];
                    break;
                case Replace when search is not null && replace is not null:
                    blocks.Add(new(search, replace));
                    (search, replace) = (null, null);
                    break;
                case Search or Divider or Replace:
                    return ([], $"a line '{line.TrimEnd()}' stands where none may. Write the file whole.");
                case var words when search is null && (words.Length == 0 || Fence.Read(words) is not null):
                    break; // between the blocks
                case var words when search is null:
                    return ([], $"'{words.Trim()}' stands outside of its blocks.");
                default:
                    (replace ?? search).Add(line);
                    break;
            }
        }

        return search is not null ? ([], "its last block is not closed.")
            : blocks.Count == 0 ? ([], "it has no block.")
            : (blocks, null);
    }
}
