namespace Aios.Workshop.Verification;

/// <summary>The files that a workflow brings along, which are embedded in this program.</summary>
static class WorkflowFiles
{
    /// <param name="workflow"><c>web-app</c>.</param>
    /// <param name="part">A folder of the workflow: <c>checks</c>.</param>
    /// <returns>The folder that now has them.</returns>
    public static async Task<string> ExtractAsync(string workflow, string part, string into, CancellationToken cancellationToken)
    {
        var prefix = $"Workflows/{workflow}/{part}/";
        var assembly = typeof(WorkflowFiles).Assembly;
        var folder = Path.Combine(into, part);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var path = Path.Combine(folder, name[prefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            await using var resource = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} was listed and is gone.");
            await using var file = File.Create(path);
            await resource.CopyToAsync(file, cancellationToken);
        }

        await SandboxUser.ShowAsync(folder, cancellationToken);
        return folder;
    }
}
