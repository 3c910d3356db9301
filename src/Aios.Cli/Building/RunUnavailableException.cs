namespace Aios.Cli.Building;

/// <summary>A run that was named is not there, or cannot be gone on with.</summary>
sealed class RunUnavailableException(string message, string hint) : Exception(message)
{
    /// <summary>What would help.</summary>
    public string Hint => hint;
}
