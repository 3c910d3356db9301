using System.CommandLine;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Aios.Cli.Commands;

/// <summary><c>aios version</c>.</summary>
static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the version");
        command.SetAction(parsed =>
        {
            var output = GlobalOptions.Output(parsed);
            output.Data.WriteLine(output.Json || output.JsonLines ? new JsonObject { ["version"] = Version }.ToJsonString() : $"aios {Version}");
        });
        return command;
    }

    static string Version => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
