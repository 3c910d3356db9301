using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Building;

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
            output.Data.WriteLine(output.Json || output.JsonLines ? new JsonObject { ["version"] = Product.Version }.ToJsonString() : $"aios {Product.Version}");
        });
        return command;
    }
}
