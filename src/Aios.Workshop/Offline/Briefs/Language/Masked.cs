namespace Aios.Workshop.Offline.Briefs.Language;

/// <summary>Hides what stands in parentheses or quotes, so that commas and words in there separate nothing.</summary>
static class Masked
{
    const char Hidden = '\u0001';

    /// <summary>As long as the text, letter by letter.</summary>
    public static string Of(string text)
    {
        var masked = text.ToCharArray();
        var depth = 0;
        for (var at = 0; at < masked.Length; at++)
        {
            if (text[at] is ')' or ']' or '}' && depth > 0)
            {
                depth--;
            }
            if (depth > 0)
            {
                masked[at] = Hidden;
            }
            // What is never closed hides nothing.
            if (text[at] is '(' or '[' or '{' && text.IndexOf(Closing(text[at]), at) > 0)
            {
                depth++;
            }
        }
        return new string(masked);
    }

    static char Closing(char opening) => opening switch { '(' => ')', '[' => ']', _ => '}' };
}
