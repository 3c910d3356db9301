using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Workshop.Running;

/// <summary>What somebody asks of a run from another process.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "wish")]
[JsonDerivedType(typeof(Approve), "approve")]
[JsonDerivedType(typeof(Reject), "reject")]
[JsonDerivedType(typeof(Stop), "stop")]
public abstract record Wish
{
    private protected Wish()
    {
    }

    /// <param name="Point">Where the run waits for it.</param>
    public sealed record Approve(ApprovalPoint Point) : Wish;

    /// <param name="Words">What should be otherwise.</param>
    public sealed record Reject(ApprovalPoint Point, string Words) : Wish;

    /// <summary>Lets what is being answered come to its end, and asks nothing further.</summary>
    public sealed record Stop : Wish;
}

/// <summary>Where a run can wait for its user's word.</summary>
public enum ApprovalPoint
{
    /// <summary>Before anything is written.</summary>
    Contract,

    /// <summary>Before the application is brought to the user's folder.</summary>
    Delivery,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Wish))]
sealed partial class WishJson : JsonSerializerContext
{
    public static string Write(Wish wish) => JsonSerializer.Serialize(wish, Default.Wish);

    /// <exception cref="JsonException">It is none.</exception>
    public static Wish Read(string text) => JsonSerializer.Deserialize(text, Default.Wish) ?? throw new JsonException("A wish is null.");
}
