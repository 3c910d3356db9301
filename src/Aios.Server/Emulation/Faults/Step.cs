namespace Aios.Server.Emulation.Faults;

/// <summary>What is done on a connection, one thing after the other.</summary>
abstract record Step
{
    private protected Step()
    {
    }

    /// <summary>The status line and the headers go out, if they have not yet.</summary>
    public sealed record Head : Step;

    public sealed record Send(byte[] Bytes) : Step;

    public sealed record Wait(TimeSpan For) : Step;

    /// <summary>The connection is closed, whole or not.</summary>
    public sealed record Close : Step;

    public sealed record Reset : Step;
}
