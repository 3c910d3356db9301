using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Configuration;
using Aios.Cli.Display;

namespace Aios.Cli.Commands;

/// <summary><c>aios config</c>: what is configured, where, and whether it is right.</summary>
static class ConfigCommand
{
    public static Command Create(Redactor redactor) => new("config", "Show, check and change settings")
    {
        Show(redactor), Locate(), Validate(redactor), Set(), Unset(),
    };

    static Command Show(Redactor redactor)
    {
        Option<bool> origin = new("--origin") { Description = "Where each value comes from" };
        Command command = new("show", "Every setting with its value, keys masked") { origin };
        command.SetAction(parsed =>
        {
            var listed = SettingsListing.Of(GlobalOptions.Settings(parsed, redactor)).ToList();
            GlobalOptions.Output(parsed).Print(
                () => new() { ["settings"] = new JsonArray([.. listed.Select(each => new JsonObject { ["name"] = each.Name, ["value"] = each.Value, ["origin"] = each.Origin.ToString() })]) },
                () => parsed.GetValue(origin)
                    ? Columns.Of(["SETTING", "VALUE", "FROM"], [.. listed.Select(each => (string[])[each.Name, each.Value ?? "-", each.Origin.ToString()])])
                    : Columns.Of(["SETTING", "VALUE"], [.. listed.Select(each => (string[])[each.Name, each.Value ?? "-"])]));
        });
        return command;
    }

    static Command Locate()
    {
        Command command = new("path", "The files that are read, the nearest first");
        command.SetAction(parsed =>
        {
            (string Whose, string Path)[] files =
            [
                ("environment", Path.Combine(Directory.GetCurrentDirectory(), EnvFile.Name)),
                ("user", GlobalOptions.UserFile(parsed)),
                ("project", GlobalOptions.SettingsReader(parsed).ProjectPath),
            ];
            GlobalOptions.Output(parsed).Print(
                () => new() { ["files"] = new JsonArray([.. files.Select(file => new JsonObject { ["whose"] = file.Whose, ["path"] = file.Path, ["exists"] = File.Exists(file.Path) })]) },
                () => files.Select(file => $"{file.Whose,-12} {file.Path}{(File.Exists(file.Path) ? "" : " (not there)")}"));
        });
        return command;
    }

    static Command Validate(Redactor redactor)
    {
        Command command = new("validate", "Read all settings and name every mistake in them");
        command.SetAction(parsed =>
        {
            var settings = GlobalOptions.Settings(parsed, redactor);
            GlobalOptions.Output(parsed).Print(
                () => new() { ["valid"] = true, ["warnings"] = new JsonArray([.. settings.Warnings.Select(warning => JsonValue.Create(warning))]) },
                () => ["The configuration is valid."]);
        });
        return command;
    }

    static Command Set()
    {
        var name = Name();
        Argument<string> value = new("value") { Description = "What it is to be" };
        Command command = new("set", "Set a value in your own aios.json") { name, value };
        command.SetAction(parsed => Change(parsed, parsed.GetRequiredValue(name), parsed.GetRequiredValue(value)));
        return command;
    }

    static Command Unset()
    {
        var name = Name();
        Command command = new("unset", "Take a value out of your own aios.json") { name };
        command.SetAction(parsed => Change(parsed, parsed.GetRequiredValue(name), null));
        return command;
    }

    static Argument<string> Name() => new("setting") { Description = string.Join(", ", SettingsEditor.Names) };

    static void Change(ParseResult parsed, string name, string? value)
    {
        var file = GlobalOptions.UserFile(parsed);
        new SettingsEditor(file).Set(name, value);
        GlobalOptions.Output(parsed).Print(
            () => new() { ["name"] = name, ["value"] = value, ["file"] = file },
            () => [$"{name} {(value is null ? "is no longer set" : $"= {value}")} in {file}"]);
    }
}
