using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Aios.Workshop.Offline.Briefs.Outlines;

/// <summary>Reads Markdown as headings with paragraphs, lists and tables; code and HTML are left out.</summary>
static class OutlineReader
{
    static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter()
        .UsePipeTables()
        .UseTaskLists()
        .Build();

    public static IReadOnlyList<Section> Read(string markdown)
    {
        List<Section> sections = [];
        List<Block> blocks = [];
        sections.Add(new Section("", blocks, 0));
        foreach (var block in Parse(markdown))
        {
            if (block is HeadingBlock heading)
            {
                blocks = [];
                sections.Add(new Section(InlineText.Of(heading).ReplaceLineEndings(" "), blocks, heading.Level));
            }
            else
            {
                Add(block, blocks);
            }
        }
        return sections;
    }

    static MarkdownDocument Parse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, _pipeline);
        }
        catch (ArgumentException)
        {
            // The only complaint that Markdig has: more than a hundred levels of quotes or brackets.
            return [];
        }
    }

    static void Add(Markdig.Syntax.Block block, List<Block> blocks)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                blocks.Add(LineList.Of(InlineText.Of(paragraph)));
                break;
            case ListBlock list:
                blocks.Add(new BulletList(Items(list)));
                break;
            case Markdig.Extensions.Tables.Table table:
                blocks.Add(Rows(table));
                break;
            case QuoteBlock quote:
                foreach (var each in quote)
                {
                    Add(each, blocks);
                }
                break;
        }
    }

    static List<Bullet> Items(ListBlock list) => [.. list.OfType<ListItemBlock>().Select(Item)];

    static Bullet Item(ListItemBlock item) => new(
        string.Join("; ", item.OfType<LeafBlock>().Where(leaf => leaf is ParagraphBlock or HeadingBlock).Select(InlineText.OfItem)),
        [.. item.OfType<ListBlock>().SelectMany(Items)]);

    static Table Rows(Markdig.Extensions.Tables.Table table)
    {
        List<IReadOnlyList<string>> rows = [.. table.OfType<TableRow>().Select(Cells)];
        return rows is [var head, .. var body] ? new Table(head, body) : new Table([], []);
    }

    static List<string> Cells(TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => string.Join(' ', cell.OfType<ParagraphBlock>().Select(InlineText.Of)))];
}
