using System.Diagnostics;
using Xunit;

namespace Aios.Tests.Llm.Spending;

/// <summary>What a killed process leaves: its files as they are, and nobody who holds them.</summary>
static class Killed
{
    public static void Copy(string from, string to)
    {
        using var copying = Process.Start("cp", ["-r", from + "/.", to]); // another process: to read a file here would free SQLite's locks on it
        copying.WaitForExit();
        Assert.Equal(0, copying.ExitCode);
    }
}
