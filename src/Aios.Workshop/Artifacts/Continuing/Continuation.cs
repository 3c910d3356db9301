using System.Text.Json;
using Aios.Workshop.Artifacts.Edits;
using Aios.Workshop.Artifacts.Forms;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Artifacts.Continuing;

/// <summary>A task's files as far as they have come, over one answer or several, and how to ask for what is missing.</summary>
/// <remarks>Pure: whoever asks decides how often. Files that came whole are kept and never asked for again.</remarks>
public sealed record Continuation
{
    readonly string _nonce;
    readonly IReadOnlyList<ArtifactPath> _expected;

    Continuation(string nonce, IReadOnlyList<ArtifactPath> expected, Answer answer)
    {
        (_nonce, _expected) = (nonce, expected);
        Answer = answer;
    }

    /// <summary>Nothing has come yet.</summary>
    public static Continuation Begin(string nonce, IReadOnlyList<ArtifactPath> expected) => new(nonce, expected, new() { Files = [], Problems = [] });

    /// <param name="expected">The files that were asked for.</param>
    public static Continuation Of(string nonce, IReadOnlyList<ArtifactPath> expected, Answer answer) => Begin(nonce, expected).With(answer, answer.Cut);

    /// <summary>All that came, as if in one answer; its problems say what is missing.</summary>
    public Answer Answer { get; private init; }

    /// <summary>The file to go on with; null where none was cut, or so early that it is better begun again.</summary>
    public CutFile? Cut => Answer.Cut;

    public IReadOnlyList<ArtifactPath> Missing => [.. _expected.Except(Whole)];

    public bool IsComplete => Missing.Count == 0 && Answer is { Faults: [], Cannot: null };

    /// <summary>Something came, and nothing is wrong with it but that more should come.</summary>
    public bool MayGoOn => Missing.Count > 0 && Answer is { Faults: [], Cannot: null } && (Cut is not null || Whole.Any());

    IEnumerable<ArtifactPath> Whole => Answer.Files.Select(file => file.Path).Concat(Answer.Edits.Select(edit => edit.Path));

    /// <summary>What to say after the question: what of the cut file is there, and that only the missing is wanted.</summary>
    /// <param name="lines">Ask for so many lines at most, of a file that is too long for one answer.</param>
    public IReadOnlyList<ChatMessage> Ask(int? lines = null) => Cut is { } cut
        ? [new(ChatRole.Assistant, Opened(cut)), new(ChatRole.User, string.Join("\n\n", [Seamed(cut), .. Rest(lines)]))]
        : [new(ChatRole.User, string.Join("\n\n", Rest(lines)))];

    /// <summary>The same for a model that goes on with what the last message begins; null where there is nothing to go on with.</summary>
    /// <remarks>Only where the model is known to (<c>Capabilities.Prefill</c> is true) and is not asked to think: others refuse such a request or begin anew.
    /// The message ends with the last line's last character, because providers refuse white space there.</remarks>
    public IReadOnlyList<ChatMessage>? AskPrefilled() => Cut is { } cut
        ? [new(ChatRole.User, string.Join("\n\n", Rest(lines: null))), new(ChatRole.Assistant, Opened(cut))]
        : null;

    /// <param name="text">The answer to <see cref="Ask"/>.</param>
    public Continuation Take(string text)
    {
        if (Cut is not { } cut)
        {
            var anew = AnswerForms.Read(_nonce, text, Missing);
            return With(anew, anew.Cut);
        }

        var isAddressed = IsAddressed(text, cut.Path);
        var answer = FramedReader.Read(_nonce, isAddressed ? text : FrameLine.File(_nonce, cut.Path.Text) + "\n" + text);
        var whole = answer.Files.FirstOrDefault(file => file.Path == cut.Path);
        var others = answer with { Files = [.. answer.Files.Where(file => file != whole)] };
        if ((whole?.Text ?? (answer.Cut?.Path == cut.Path ? answer.Cut.Text : null)) is not { } written)
        {
            return With(others, answer.Cut); // it went on with others: this one is asked for again
        }

        var joined = Seam.Join(cut.Text, written, isAddressed) ?? Seam.Join(cut.Text, Fence.Without(cut.Path, written), isAddressed);
        return joined is null ? With(others with { Cut = null }, joined: null)
            : whole is null ? With(others, answer.Cut! with { Text = joined }) // else nothing was written
            : With(answer with { Files = [.. others.Files, new(cut.Path, joined)] }, answer.Cut);
    }

    /// <summary>Adds what came in answer to another question, about some of the files.</summary>
    public Continuation With(Answer answer) => With(answer, joined: null);

    /// <param name="text">The answer to <see cref="AskPrefilled"/>, without what that began.</param>
    public Continuation TakePrefilled(string text)
    {
        if (Cut is not { } cut || IsAddressed(text, cut.Path))
        {
            return Take(text);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return this;
        }

        var line = text.IndexOf('\n');
        if (line < 0 || text[..line].Trim().Length > 0)
        {
            return With(new() { Files = [], Problems = [] }, joined: null); // the line that was whole goes on, or the line end was swallowed
        }

        var answer = FramedReader.Read(_nonce, Opened(cut) + text);
        return With(answer, answer.Cut);
    }

    /// <param name="joined">The file that is cut now.</param>
    Continuation With(Answer answer, CutFile? joined)
    {
        var before = Whole.ToHashSet();
        AnsweredFile[] files = [.. Answer.Files, .. answer.Files.Where(file => !before.Contains(file.Path))];
        FileEdit[] edits = [.. Answer.Edits, .. answer.Edits.Where(edit => !before.Contains(edit.Path))];
        var missing = _expected.Except(files.Select(file => file.Path)).Except(edits.Select(edit => edit.Path)).ToList();
        string[] faults = [.. Answer.Faults, .. answer.Faults];
        return new(_nonce, _expected, new()
        {
            Files = files,
            Edits = edits,
            Faults = faults,
            Problems = [.. faults, .. answer.Cannot is null ? missing.Select(path => $"'{path}' did not come whole.") : []],
            Cannot = answer.Cannot,
            Cut = joined is not null && missing.Contains(joined.Path) && Seam.Anchor(joined.Text).Count > 0 ? joined : null,
            Form = Answer.IsLenient ? Answer.Form : answer.Form,
        });
    }

    /// <summary>Whether the first frame line of an answer opens a file that was cut.</summary>
    bool IsAddressed(string text, ArtifactPath path) => TextLine.All(text)
        .Select(line => FrameLine.Read(line.Text, _nonce))
        .FirstOrDefault(frame => frame is not null) is ("file", var its) && its == path.Text;

    string Opened(CutFile cut) => (FrameLine.File(_nonce, cut.Path.Text) + "\n" + Seam.WholeLines(cut.Text)).TrimEnd();

    string Seamed(CutFile cut)
    {
        var anchor = Seam.Anchor(cut.Text);
        return $"""
            {(cut.IsPaused ? "Now the next part" : "Your answer was cut. Go on")} after {(anchor.Count == 1 ? "this line" : "these lines")} of `{cut.Path}`:

            {string.Join('\n', anchor)}

            Open the file again with `{FrameLine.File(_nonce, cut.Path.Text)}`, repeat exactly {(anchor.Count == 1 ? "that one line" : $"those {anchor.Count} lines")}, as indented as above, then write what comes after, and nothing of what came before. Do not begin the file again.
            """;
    }

    IEnumerable<string> Rest(int? lines)
    {
        var whole = _expected.Intersect(Whole).ToList();
        var others = Missing.Where(path => path != Cut?.Path).ToList();
        if (whole.Count > 0)
        {
            yield return $"Do not repeat {Quoted(whole)}: that came whole.";
        }

        if (others.Count > 0)
        {
            yield return $"Write {Quoted(others)} in full.";
        }

        if (lines is { } most)
        {
            yield return $"This answer may have {most} lines at most. Where the file needs more, close it after a line that is whole with `{FrameLine.More(_nonce)}` instead of an end line, and nothing behind it; you will be asked for the next part.";
        }

        yield return $"Close each file with `{FrameLine.End(_nonce)}`, and the answer with `{FrameLine.Manifest(_nonce, Listed(Missing))}`.";
    }

    static string Quoted(IEnumerable<ArtifactPath> paths) => string.Join(", ", paths.Select(path => $"`{path}`"));

    static string Listed(IEnumerable<ArtifactPath> paths) => JsonSerializer.Serialize([.. paths.Select(path => path.Text)], ArtifactJson.Default.StringArray);
}
