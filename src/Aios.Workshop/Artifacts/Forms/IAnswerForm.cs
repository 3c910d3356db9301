namespace Aios.Workshop.Artifacts.Forms;

/// <summary>A shape other than the one that was asked for in which files may come.</summary>
interface IAnswerForm
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <param name="wanted">Whatever else the text holds is none of the answer.</param>
    Found Read(string text, Wanted wanted);
}
