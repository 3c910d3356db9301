using System.Globalization;
using System.Text;
using Aios.Llm.Providers;

namespace Aios.Tests.Faults;

/// <summary>The table as docs/faults.md shows it.</summary>
static class FaultPage
{
    static readonly Spoken[] _all = Enum.GetValues<Spoken>();

    public static string Tables
    {
        get
        {
            StringBuilder page = new();
            foreach (var (heading, rows) in FaultTable.Groups)
            {
                page.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n| fault | where | the caller sees | failure; what may help | HTTP | wait | cost |\n|---|---|---|---|---|---|---|\n");
                foreach (var line in rows.SelectMany(Lines))
                {
                    page.Append(line).Append('\n');
                }

                page.Append('\n');
            }

            return page.ToString().TrimEnd('\n') + "\n";
        }
    }

    static IEnumerable<string> Lines(FaultRow row) =>
        (from spoken in _all
         from streams in (bool[])[true, false]
         group (spoken, streams) by Cells(row.For(spoken, streams))).Select((where, at) => $"| {(at == 0 ? row.Name : "")} | {Where([.. where])} | {where.Key} |");

    static string Cells(Expected expected) => string.Join(" | ",
        expected.Seen switch
        {
            Seen.Answer => "the answer" + (expected.Finish is "stop" ? "" : $", ended by {expected.Finish}") + (expected.Beside.Length > 0 ? $"; {expected.Beside}" : ""),
            Seen.Beginning => "its beginning, then the failure" + (expected.Beside.Length > 0 ? $"; {expected.Beside}" : ""),
            Seen.Nothing => "the failure",
            _ => throw new InvalidOperationException($"There is no {expected.Seen}."),
        },
        expected.Kind is { } kind ? $"{Words(kind)}; {Words(new Failure(kind, "").Advice)}" : "",
        expected.Status?.ToString(CultureInfo.InvariantCulture) ?? "",
        expected.Wait is { } wait ? $"{wait.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s" : "",
        expected.Bill switch
        {
            Bill.Exact => "as billed",
            Bill.Nothing => "nothing",
            Bill.Unknown => "unknown",
            _ => throw new InvalidOperationException($"No cell ends {expected.Bill}."),
        });

    static string Where(List<(Spoken Spoken, bool Streams)> cells)
    {
        List<Spoken> streamed = [.. cells.Where(cell => cell.Streams).Select(cell => cell.Spoken)];
        List<Spoken> inOne = [.. cells.Where(cell => !cell.Streams).Select(cell => cell.Spoken)];
        var parts = streamed.SequenceEqual(inOne) ? [Names(streamed)] : new[] { Shape(streamed, "streamed"), Shape(inOne, "in one piece") };
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    static string Shape(List<Spoken> spoken, string shape) => spoken.Count == 0 ? "" : spoken.Count == _all.Length ? shape : $"{shape} ({Names(spoken)})";

    static string Names(List<Spoken> spoken) =>
        spoken.Count == _all.Length ? ""
        : spoken.Count == _all.Length - 1 ? $"all but {_all.Except(spoken).Single()}"
        : string.Join(", ", spoken);

    /// <summary>Of a name: small, with blanks.</summary>
    static string Words<T>(T name) where T : struct, Enum =>
        string.Concat($"{name}".Select((letter, at) => char.IsUpper(letter) ? $"{(at > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
