namespace Aios.Server.Emulation;

/// <summary>A script of answers or faults cannot be read; names every mistake at once.</summary>
public sealed class ScriptException(string file, IReadOnlyList<string> mistakes)
    : Exception($"{file}: {string.Join(" ", mistakes)}")
{
    public IReadOnlyList<string> Mistakes => mistakes;
}
