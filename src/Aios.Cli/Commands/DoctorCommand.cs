using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Diagnosis;
using Aios.Cli.Display;

namespace Aios.Cli.Commands;

/// <summary><c>aios doctor</c>: is everything there that Aios needs?</summary>
static class DoctorCommand
{
    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Option<bool> check = new("--check") { Description = "Ask the providers too" };
        Command command = new("doctor", "Look whether this machine has what Aios needs, and say what would help") { check };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(GlobalOptions.Home(parsed), GlobalOptions.SettingsReader(parsed), redactor, Environment.GetEnvironmentVariable, clock),
            parsed.GetValue(check),
            GlobalOptions.Output(parsed),
            cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(Doctor doctor, bool check, Output output, CancellationToken cancellationToken)
    {
        var findings = await doctor.ExamineAsync(check, cancellationToken);
        var isWell = findings.All(finding => finding.Grade != Grade.Failure);
        output.Print(
            () => new() { ["well"] = isWell, ["findings"] = new JsonArray([.. findings.Select(finding => finding.ToJson())]) },
            () => findings.SelectMany(finding => finding.Lines));
        return isWell ? ExitCode.Done : ExitCode.CheckFailed;
    }
}
