using System.Globalization;

namespace Aios.Testing;

/// <summary>A task of a recorded build, as far as routing is concerned.</summary>
public sealed record MixTask(string Build, string Kind, string Specialist, int Complexity, int Input, int Output)
{
    public static string Head => "build,kind,specialist,complexity,input_tokens,output_tokens";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Build},{Kind},{Specialist},{Complexity},{Input},{Output}");

    /// <summary>All of a file that <c>bench/routing-mix --record</c> has written.</summary>
    public static IReadOnlyList<MixTask> Read(string path) =>
    [
        .. from line in File.ReadLines(path).Skip(1)
           let cells = line.Split(',')
           select new MixTask(cells[0], cells[1], cells[2], Number(cells[3]), Number(cells[4]), Number(cells[5])),
    ];

    static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
