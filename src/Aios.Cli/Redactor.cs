using Aios.Llm.Providers;

namespace Aios.Cli;

/// <summary>Knows every key that the program has been given, and takes it out of whatever is shown or kept.</summary>
public sealed class Redactor
{
    volatile IReadOnlyList<Secret> _secrets = [];

    /// <summary>From now on these are taken out.</summary>
    public void Learn(IEnumerable<Secret> secrets) => _secrets = [.. _secrets, .. secrets];

    public string Redact(string text) => _secrets.Aggregate(text, (redacted, secret) => secret.Redact(redacted));

    /// <summary>How many characters at the end of a text may be the beginning of a key.</summary>
    internal int BegunAtTheEndOf(ReadOnlySpan<char> text)
    {
        var longest = 0;
        foreach (var secret in _secrets)
        {
            longest = Math.Max(longest, secret.BegunAtTheEndOf(text));
        }

        return longest;
    }
}
