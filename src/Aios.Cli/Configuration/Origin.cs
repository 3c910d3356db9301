namespace Aios.Cli.Configuration;

/// <summary>Where a value was set.</summary>
/// <param name="Where">The option, the variable or the file.</param>
sealed record Origin(Layer Layer, string Where)
{
    public static Origin Default { get; } = new(Layer.Default, "");

    public override string ToString() => Layer switch
    {
        Layer.Option => $"option {Where}",
        Layer.Environment => $"environment {Where}",
        Layer.EnvFile => $"{Where} in .env",
        Layer.User or Layer.Project => Where,
        Layer.Default => "default",
        _ => throw new InvalidOperationException($"There is no layer {Layer}."),
    };
}

/// <summary>The nearest first: what an earlier one says counts.</summary>
enum Layer
{
    Option,
    Environment,

    /// <summary>The file <c>.env</c> in the working folder, of which only known names are read.</summary>
    EnvFile,
    User,
    Project,
    Default,
}

/// <summary>A value and where it was set.</summary>
sealed record Setting<T>(T Value, Origin Origin);
