namespace Aios.Cli;

/// <summary>The command line says something that the program cannot do.</summary>
public sealed class UsageException(IReadOnlyList<string> mistakes) : Exception(string.Join(" ", mistakes))
{
    public IReadOnlyList<string> Mistakes => mistakes;
}
