using System.Text;

namespace Aios.Workshop.Artifacts.Repositories;

/// <summary>What a command of git left.</summary>
sealed record GitResult(int ExitCode, byte[] Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>The fields of output that ends each with NUL.</summary>
    public IEnumerable<string> Fields => Text.Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Its last words.</summary>
    public string Complaint => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : $"it ended with {ExitCode}";
}
