using Aios.Llm.Spending;

namespace Aios.Cli.Building;

/// <summary>A build broke after it had begun; what it has cost, and where what was written is kept.</summary>
/// <param name="cost">Null when that of an answer is unknown.</param>
sealed class BuildBrokenException(Exception cause, Money? cost, string folder) : Exception(cause.Message, cause)
{
    public Money? Cost => cost;

    public string Folder => folder;
}
