namespace Aios.Cli.Choosing;

/// <summary>A provider that answers nobody without a key was chosen, and there is no key for it; or there is none for any.</summary>
public sealed class KeyMissingException(string message, string hint, string? provider = null) : Exception(message)
{
    public string Hint => hint;

    public string? Provider => provider;
}
