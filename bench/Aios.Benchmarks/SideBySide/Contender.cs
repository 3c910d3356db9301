using System.Diagnostics;
using System.Globalization;

namespace Aios.Benchmarks.SideBySide;

/// <summary>A program that takes part.</summary>
/// <param name="How">Which of its ways it is asked for: its last word.</param>
/// <param name="AtOnce">How many graphs it is given at once: so few that waiting for the processor does not count as its fault.</param>
sealed record Contender(string Name, IReadOnlyList<string> Command, string How, int AtOnce)
{
    /// <returns>The numbers that it prints, or in words why it does not.</returns>
    public async Task<(IReadOnlyList<double>? Numbers, string? Failure)> AskAsync(TimeSpan patience, params IEnumerable<string> words)
    {
        using var process = Start(words);
        using CancellationTokenSource tooLong = new(patience, TimeProvider.System);
        try
        {
            var (said, complaint) = (process.StandardOutput.ReadToEndAsync(tooLong.Token), process.StandardError.ReadToEndAsync(tooLong.Token));
            await process.WaitForExitAsync(tooLong.Token);
            return process.ExitCode == 0
                ? ([.. (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))], null)
                : (null, (await complaint).Split('\n').FirstOrDefault(line => line.Contains("rror", StringComparison.Ordinal), "failed").Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (null, string.Create(CultureInfo.InvariantCulture, $"not within {patience.TotalSeconds:0} s"));
        }
    }

    /// <summary>Runs five tasks, kills it while one of three siblings is at work and the others are done, and runs it again.</summary>
    /// <returns>Which of the tasks that were done were done again, and whether it came to the end.</returns>
    public async Task<(IReadOnlyList<string> Again, bool HasEnded)> KillAsync(string folder)
    {
        string[] siblings = ["ends left", "ends right"];
        List<string> first = [];
        using (var process = Start(["kill", folder]))
        {
            while (!siblings.All(first.Contains) && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                first.Add(line);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System); // whoever writes behind has the time to
            process.Kill();
            await process.WaitForExitAsync();
        }

        using var again = Start(["kill", folder]);
        var second = (await again.StandardOutput.ReadToEndAsync()).Split('\n');
        await again.WaitForExitAsync();
        return ([.. first.Where(line => line.StartsWith("ends ", StringComparison.Ordinal)).Select(line => line[5..]).Where(task => second.Contains($"begins {task}"))], second.Contains("ends end"));
    }

    Process Start(IEnumerable<string> words) => Process.Start(new ProcessStartInfo(Command[0], [.. Command.Skip(1), .. words, How])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["NODE_ENV"] = "production" },
    }) ?? throw new InvalidOperationException($"{Command[0]} does not start.");
}
