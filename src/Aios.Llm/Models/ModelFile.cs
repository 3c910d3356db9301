using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Llm.Models;

/// <summary>Models and prices as somebody wrote them down; nothing in it is wrong.</summary>
public sealed class ModelFile
{
    static readonly JsonDocumentOptions _lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    ModelFile(IReadOnlyList<ModelEntry> entries) => Entries = entries;

    internal IReadOnlyList<ModelEntry> Entries { get; }

    /// <summary>Our own, which tests look over: an unknown member is refused, all else is believed.</summary>
    internal static ModelFile Trusted(Stream json) => new(JsonSerializer.Deserialize(json, ModelFileJson.Default.ModelEntries)?.Models ?? []);

    /// <param name="name">Of the file, for whoever has to mend it.</param>
    /// <exception cref="ModelFileException">There are mistakes in it; all are named.</exception>
    public static ModelFile Parse(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json, _lenient);
            var mistakes = ModelFileMistakes.In(document.RootElement);
            return mistakes.Count == 0
                ? new(document.RootElement.Deserialize(ModelFileJson.Default.ModelEntries)?.Models ?? [])
                : throw new ModelFileException(name, mistakes);
        }
        catch (JsonException exception)
        {
            throw new ModelFileException(name, [exception.Message]);
        }
    }
}

/// <summary>A file of models and prices cannot be used as it stands.</summary>
public sealed class ModelFileException(string name, IReadOnlyList<string> mistakes)
    : Exception($"{name}: {string.Join(" ", mistakes)}")
{
    /// <summary>One sentence each, which says where it is and what would be right.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowTrailingCommas = true, // as the document allows them
    ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(NamesConverter<Thinking>), typeof(NamesConverter<Vocabulary>)])]
[JsonSerializable(typeof(ModelEntries))]
sealed partial class ModelFileJson : JsonSerializerContext;
