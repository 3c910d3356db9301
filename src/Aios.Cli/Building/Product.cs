using System.Reflection;

namespace Aios.Cli.Building;

/// <summary>This program.</summary>
static class Product
{
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
