using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Aios.Workshop.Offline.Briefs.Outlines;

/// <summary>The words of a paragraph, heading or cell without bold, links, code marks and HTML.</summary>
static class InlineText
{
    /// <summary>No paragraph that says what to build is longer; what is longer is cut.</summary>
    const int Longest = 4_000;

    public static string Of(LeafBlock block)
    {
        var text = new StringBuilder();
        Append(block.Inline, text);
        return Cut(text);
    }

    /// <summary>The same, with a colon behind a bold beginning that has none: <c>**Title** text, required</c>.</summary>
    public static string OfItem(LeafBlock block)
    {
        if (block.Inline?.FirstChild is not ({ NextSibling: LiteralInline next } and (EmphasisInline or CodeInline)))
        {
            return Of(block);
        }
        var lead = new StringBuilder();
        Append(block.Inline.FirstChild, lead);
        var rest = new StringBuilder();
        for (Inline? each = next; each is not null; each = each.NextSibling)
        {
            Append(each, rest);
        }
        var hasColon = lead.ToString().TrimEnd().EndsWith(':') || !StartsWithNoun(rest.ToString());
        return Cut(lead.Append(hasColon ? "" : ":").Append(rest));
    }

    static bool StartsWithNoun(string rest) => rest is [' ', _, ..] && char.IsLetterOrDigit(rest[1]) && !Language.Verbs.StartsWithOne(rest[1..]);

    static string Cut(StringBuilder text) => text.ToString(0, Math.Min(text.Length, Longest)).Trim();

    static void Append(Inline? inline, StringBuilder text)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case LineBreakInline:
                text.Append('\n');
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case LinkInline { IsImage: true }:
                break;
            case ContainerInline container:
                foreach (var each in container)
                {
                    Append(each, text);
                }
                break;
        }
    }
}
