namespace Aios.Workshop.Offline.Briefs.Outlines;

/// <summary>A heading and what stands beneath it, up to the next heading.</summary>
/// <param name="Title">Empty for what stands above the first heading.</param>
/// <param name="Level">1 for the highest headings, 0 for what stands above the first.</param>
sealed record Section(string Title, IReadOnlyList<Block> Blocks, int Level);

/// <summary>What stands beneath a heading, without its markup.</summary>
abstract record Block
{
    private protected Block()
    {
    }
}

/// <param name="Text">With the line breaks of the brief.</param>
sealed record Paragraph(string Text) : Block;

sealed record BulletList(IReadOnlyList<Bullet> Items) : Block;

sealed record Table(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

/// <param name="Children">The items of a list within this item.</param>
sealed record Bullet(string Text, IReadOnlyList<Bullet> Children);
