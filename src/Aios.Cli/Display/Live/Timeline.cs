namespace Aios.Cli.Display.Live;

/// <summary>What ran when: a row of bars for each specialist, as high as it had tasks at work.</summary>
static class Timeline
{
    const string Bars = " ▁▂▃▄▅▆▇█";

    public static IEnumerable<Line> Of(Glance glance, int width, int names)
    {
        WorkTime time = new(glance.State, glance.Now);
        var cells = width - names;
        if (cells < 8 || time.Whole <= TimeSpan.Zero || glance.Specialists.All(specialist => specialist.Spans.Count == 0))
        {
            return [];
        }

        var loads = glance.Specialists.Select(specialist => (specialist.Name, Load: Load(specialist, time, glance.Now, cells))).ToList();
        var most = loads.SelectMany(each => each.Load).DefaultIfEmpty().Max();
        return
        [
            Axis(time.Whole, cells, names, most),
            .. loads.Select(each => new Line().Column(each.Name, names, Tone.Strong).Add(string.Create(cells, (each.Load, most), Draw), Tone.Busy)),
        ];
    }

    static Line Axis(TimeSpan whole, int cells, int names, double most)
    {
        var (title, end) = (Text($"a full bar: {Math.Ceiling(most):0} at once"), Duration.Of(whole));
        var line = new Line().Column("time", names, Tone.Faint).Add("0 s", Tone.Faint);
        return cells > title.Length + end.Length + 10
            ? line.To(names + ((cells - title.Length) / 2)).Add(title, Tone.Faint).To(names + cells - end.Length).Add(end, Tone.Faint)
            : line.To(names + cells - end.Length).Add(end, Tone.Faint);
    }

    /// <summary>How many tasks it had at work in each part of the time, on an average.</summary>
    static double[] Load(SpecialistGlance specialist, WorkTime time, DateTimeOffset now, int cells)
    {
        var load = new double[cells];
        var part = time.Whole / cells;
        foreach (var (from, to) in specialist.Spans)
        {
            var (begin, end) = (time.At(from) / part, time.At(to ?? now) / part);
            for (var cell = Math.Max(0, (int)begin); cell < cells && cell < end; cell++)
            {
                load[cell] += Math.Min(end, cell + 1) - Math.Max(begin, cell);
            }
        }

        return load;
    }

    static void Draw(Span<char> row, (double[] Load, double Most) its)
    {
        for (var cell = 0; cell < row.Length; cell++)
        {
            row[cell] = its.Load[cell] <= 0 ? Bars[0] : Bars[Math.Clamp((int)Math.Ceiling(its.Load[cell] / its.Most * 8), 1, 8)];
        }
    }

    static string Text(FormattableString text) => FormattableString.Invariant(text);
}
