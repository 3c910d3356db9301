using System.Text.Json.Nodes;

namespace Aios.Server.Dialects;

/// <summary>One event or line of a stream, or a whole body.</summary>
/// <param name="Event">Its name, where the dialect names its events.</param>
/// <param name="Json">What it says; null where <paramref name="Raw"/> is sent as it is.</param>
sealed record Frame(FrameKind Kind, string? Event, JsonObject? Json, string? Raw = null)
{
    /// <summary>As it goes over the wire.</summary>
    public string TextIn(IServedDialect dialect) => Raw ?? (Kind == FrameKind.Whole ? Compact.Text(Json!) : dialect.Text(this)); // what is not raw is JSON
}

/// <summary>What a frame carries: faults aim at it.</summary>
enum FrameKind
{
    /// <summary>What begins or ends parts of an answer.</summary>
    Structure,
    Thinking,
    Text,
    ToolCall,

    /// <summary>The last word on usage.</summary>
    Usage,

    /// <summary>What says that nothing follows.</summary>
    Done,
    Whole,
}
