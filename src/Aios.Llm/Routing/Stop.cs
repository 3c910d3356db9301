using Aios.Llm.Routing.Health;

namespace Aios.Llm.Routing;

/// <summary>A route of a plan, as one call finds it.</summary>
sealed class Stop(Route route, RouteHealth health)
{
    public Route Route => route;

    public RouteHealth Health => health;

    /// <summary>In this call.</summary>
    public int Tries { get; set; }

    /// <summary>The call has its own reason to wait.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>It is waited for, although others may be ready.</summary>
    public bool IsFirst { get; set; }

    /// <summary>Why it is not asked in this call any more, where that is not its own failure.</summary>
    public string? Objection { get; set; }

    public bool IsOut { get; set; }

    /// <summary>It is out only because others are to be asked first, or too much was asked again already; when nobody else is left it may be asked.</summary>
    public bool IsSpare { get; set; }
}
