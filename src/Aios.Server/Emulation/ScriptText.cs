using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Aios.Server.Emulation;

/// <summary>Reads scripts, which are YAML; JSON is YAML too.</summary>
static class ScriptText
{
    static readonly IDeserializer _yaml = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .WithAttemptingUnquotedStringTypeDeserialization()
        .Build();

    /// <exception cref="ScriptException">It is no YAML, or has members that nobody knows.</exception>
    public static T Read<T>(string text, string file) where T : class, new()
    {
        try
        {
            return _yaml.Deserialize<T?>(text) ?? new();
        }
        catch (YamlException exception)
        {
            throw new ScriptException(file, [$"Line {exception.Start.Line}: {exception.InnerException?.Message ?? exception.Message}"]);
        }
    }
}
