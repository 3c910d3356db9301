namespace Aios.Llm.Spending;

/// <summary>An answer as it is kept.</summary>
/// <param name="Form">What the text is: <see cref="Plain"/>, or a form that whoever keeps it can read again.</param>
public sealed record KeptText(string Form, string Text)
{
    /// <summary>The words of the answer and nothing else.</summary>
    public const string Plain = "text";
}
