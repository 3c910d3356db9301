using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Workshop.Running;

/// <summary>What somebody asks of a run from another process.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "wish")]
[JsonDerivedType(typeof(Halt), "halt")]
public abstract record Wish
{
    private protected Wish()
    {
    }

    /// <summary>Lets what is being answered come to its end, and asks nothing further.</summary>
    public sealed record Halt : Wish;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Wish))]
sealed partial class WishJson : JsonSerializerContext
{
    public static string Write(Wish wish) => JsonSerializer.Serialize(wish, Default.Wish);

    /// <exception cref="JsonException">It is none.</exception>
    public static Wish Read(string text) => JsonSerializer.Deserialize(text, Default.Wish) ?? throw new JsonException("A wish is null.");
}
