using System.Text;

namespace Aios.Server.Emulation.Metering;

/// <summary>How many tokens something is: an estimate that is always the same, and never more than the bytes of a text.</summary>
static class Tokens
{
    /// <summary>What each message costs beside its words.</summary>
    public const int PerMessage = 3;

    public const int PerImage = 85;

    const int BytesPerToken = 4;

    public static long Of(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;
}
