namespace Aios.Cli.Configuration;

/// <summary>How many answers may be written at once where nobody has said.</summary>
static class Slots
{
    public const int Offline = 256;

    /// <summary>More at once, and vendors refuse.</summary>
    public const int OfModels = 16;
}
