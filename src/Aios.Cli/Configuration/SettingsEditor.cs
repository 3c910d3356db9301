using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Configuration;

/// <summary>Changes single values of the user's file, and leaves all others as they are.</summary>
/// <remarks>No keys: on a command line they would stay in the shell's history.</remarks>
sealed class SettingsEditor(string userFile)
{
    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<string> Names { get; } = ["model", .. Team.Roles.Select(role => $"specialists.{role}"), "limits.max_parallel", "limits.max_cost", "routing.policy", "routing.value_of_time", "routing.exploration"];

    /// <param name="value">Null takes the setting away.</param>
    /// <exception cref="UsageException">There is no such setting, or it takes no such value.</exception>
    /// <exception cref="ConfigurationException">The file cannot be used as it stands.</exception>
    public void Set(string name, string? value)
    {
        if (!Names.Contains(name))
        {
            throw new UsageException([$"{name} cannot be set here; {string.Join(", ", Names)} can. All others are written into {userFile}."]);
        }

        var document = Read();
        Change(document, name.Split('.'), value);
        var text = document.ToJsonString(_indented) + "\n";
        List<string> mistakes = [];
        ChoiceReader.Read(ObjectReader.Open(JsonElement.Parse(text), userFile, mistakes), Layer.User, mistakes);
        if (mistakes.Count > 0)
        {
            throw new UsageException(mistakes);
        }

        Write(text);
    }

    JsonObject Read()
    {
        List<string> mistakes = [];
        var file = SettingsFile.Open(userFile, mistakes);
        file?.RefuseTwins();
        return mistakes.Count > 0 ? throw new ConfigurationException(mistakes)
            : file is null ? []
            : JsonNode.Parse(File.ReadAllText(userFile)) as JsonObject ?? [];
    }

    void Change(JsonObject at, string[] path, string? value)
    {
        foreach (var part in path[..^1])
        {
            if (at[part] is not (null or JsonObject))
            {
                throw new ConfigurationException([$"{userFile}: {part} should be an object."]);
            }

            at[part] ??= new JsonObject();
            at = (JsonObject)at[part]!; // just made sure of
        }

        if (value is null)
        {
            at.Remove(path[^1]);
        }
        else
        {
            at[path[^1]] = int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
                : decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? JsonValue.Create(amount)
                : JsonValue.Create(value);
        }
    }

    /// <summary>Beside it first, so that no half of it is ever read; for its owner's eyes only.</summary>
    void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(userFile)!); // it is a file of a folder
        var beside = $"{userFile}.new";
        File.Delete(beside);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream file = new(beside, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
        }

        File.Move(beside, userFile, overwrite: true);
    }
}
