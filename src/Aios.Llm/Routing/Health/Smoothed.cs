namespace Aios.Llm.Routing.Health;

/// <summary>A mean in which the newest counts a fifth.</summary>
struct Smoothed
{
    const double Newest = 0.2;

    public double? Value { get; private set; }

    public void Add(double value) => Value = Value is { } mean ? mean + (Newest * (value - mean)) : value;

    public static Smoothed From(double? value) => new() { Value = value };
}
