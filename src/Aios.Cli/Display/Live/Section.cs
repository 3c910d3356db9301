namespace Aios.Cli.Display.Live;

/// <summary>A part of the picture.</summary>
/// <param name="Rank">Where there is not room for all, the lowest go first: they are the most wanted.</param>
/// <param name="Count">How many lines it has; none where there is nothing to say.</param>
/// <param name="Lines">They are made only when they are shown.</param>
sealed record Section(int Rank, int Count, IEnumerable<Line> Lines)
{
    public Section(int rank, IReadOnlyList<Line> lines)
        : this(rank, lines.Count, lines)
    {
    }

    /// <summary>The fewest lines that tell something; with fewer it is left out.</summary>
    public int Least { get; init; } = 1;

    /// <summary>It stands apart from what is above it, where there is room for that.</summary>
    public bool IsApart { get; init; }

    /// <summary>As much of it as there is room for; what is left out is counted.</summary>
    public IEnumerable<Line> Cut(int rows) => Count == 0 || rows < Math.Min(Count, Least) ? []
        : rows >= Count ? Lines
        : [.. Lines.Take(rows - 1), new Line().Add($"… and {Count - rows + 1} more", Tone.Faint)];

    /// <summary>Puts them one beneath the other into so many lines at most.</summary>
    public static IReadOnlyList<Line> Fit(IReadOnlyList<Section> sections, int rows)
    {
        var given = new Dictionary<Section, IReadOnlyList<Line>>(ReferenceEqualityComparer.Instance);
        var last = sections.MaxBy(section => section.Rank);
        var apart = sections.Count(section => section.IsApart && section.Count > 0);
        foreach (var section in sections.OrderBy(section => section.Rank))
        {
            var left = section == last && rows > apart + section.Least ? rows - apart : rows; // the rest is better read with space in it
            given[section] = [.. section.Cut(Math.Max(0, left))];
            rows -= given[section].Count;
        }

        List<Line> picture = [];
        foreach (var section in sections.Where(section => given[section].Count > 0))
        {
            if (section.IsApart && picture.Count > 0 && rows-- > 0)
            {
                picture.Add(new());
            }

            picture.AddRange(given[section]);
        }

        return picture;
    }
}
