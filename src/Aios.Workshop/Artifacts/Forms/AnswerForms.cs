namespace Aios.Workshop.Artifacts.Forms;

/// <summary>Reads an answer in whatever shape it came: as it was asked for, else in the first of the other shapes that holds the most of the files.</summary>
/// <remarks>The others have no nonce. What proves them whole is that each file that was asked for came to its own end; what was not asked for is
/// passed over, and the report says in which shape an answer came. Those with marks of their own come before fences, which may be anybody's content.</remarks>
public static class AnswerForms
{
    /// <summary>As it was asked for.</summary>
    public const string Framed = "framed";

    /// <summary>With the right lines, but these or the files were indented or fenced.</summary>
    public const string LooselyFramed = "loosely-framed";

    static readonly IAnswerForm[] _others = [new TagForm(), new PatchForm(), new ToolCallForm(), new FenceForm(), new SingleFence()];

    /// <param name="expected">The files that were asked for.</param>
    public static Answer Read(string nonce, string text, IReadOnlyList<ArtifactPath> expected)
    {
        FramedReader reader = new(nonce);
        reader.Feed(text);
        var framed = reader.Finish();
        if (reader.IsTooLong || (framed.Problems.Count == 0 && reader.HasFrames))
        {
            return framed;
        }

        return LooseFrames.Read(nonce, text) ?? (reader.HasFrames ? framed : Other(text, new(expected)) ?? framed);
    }

    static Answer? Other(string text, Wanted wanted)
    {
        (IAnswerForm Form, Found Found)? best = null;
        foreach (var form in _others)
        {
            var found = form.Read(text, wanted);
            if (!found.IsNothing && (best is null || found.Whole.Count > best.Value.Found.Whole.Count))
            {
                best = (form, found);
            }
        }

        return best?.Found.ToAnswer(best.Value.Form.Name, wanted);
    }
}
