using Aios.Cli.Configuration;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Cli.Configuration;

/// <summary>A machine with a user and a project on it, and nothing else.</summary>
sealed class World : IDisposable
{
    readonly TempFolder _folder = new();

    public Dictionary<string, string> Environment { get; } = [];

    public string UserFile => _folder["user/aios.json"];

    public string ProjectFile => _folder["project/aios.json"];

    public World()
    {
        Directory.CreateDirectory(_folder["project"]);
        Directory.CreateDirectory(_folder["user"]);
    }

    public World User(string json)
    {
        _folder.Write("user/aios.json", json);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(UserFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return this;
    }

    public World Project(string json)
    {
        _folder.Write("project/aios.json", json);
        return this;
    }

    public World EnvFile(string text)
    {
        _folder.Write("project/.env", text);
        return this;
    }

    public World Set(string name, string value)
    {
        Environment[name] = value;
        return this;
    }

    public Settings Read(string? model = null) => new SettingsReader(Environment.GetValueOrDefault, _folder["project"], UserFile).Read(model);

    public IReadOnlyList<string> Mistakes() => Assert.Throws<ConfigurationException>(() => Read()).Mistakes;

    public void Dispose() => _folder.Dispose();
}
