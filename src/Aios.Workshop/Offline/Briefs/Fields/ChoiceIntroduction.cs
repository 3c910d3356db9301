using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Words behind which options are listed: <c>one of</c>, <c>choice of</c>, <c>can be</c>.</summary>
static class ChoiceIntroduction
{
    public static bool Starts(string text) => _introduction.IsMatch(text);

    public static string Remove(string text) => _introduction.Replace(text, "", 1);

    /// <summary>What follows are examples; other values are as good.</summary>
    public static bool IsExample(string text) => _example.IsMatch(text);

    static readonly Regex _introduction = Pattern.Of(@"^((it |which |that )?(is |are )?(always |exactly |any )?(one of|either)|(a |single )?choices?( of| from| between|(?=:)|$)|choose (from|between|one of)|(possible |allowed |valid )?(options|values)( are|(?=:)|$)|enum(eration)?( of| with|(?=:)|$)|select(ion)?( of| from| one of|(?=:)|$)|drop-?down( list| menu)?( of| with| from|(?=:)|$)|pick ?list( of| from| with|(?=:)|$)|pick (one )?(of|from)|(which |that )?(can|may|must|could) be( either| one of)?|selected from|chosen from|single select)\s*:?\s*(the following|these)?\s*(options|values)?\s*:?\s*(?!\S*\s*(empty|blank|left|given|filled|set|null)\b)");

    static readonly Regex _example = Pattern.Of(@"(^|\b)(e\.g|e\.g\.|eg|for example|for instance|such as|like|i\.e|etc|etcetera|example)\b|\.\.\.$");
}
