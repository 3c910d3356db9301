namespace Aios.Workshop.Verification;

/// <summary>The libraries of the system's Python that generated backends are written for.</summary>
static class PythonLibraries
{
    static readonly Dictionary<string, string> _packages = new()
    {
        ["fastapi"] = "python3-fastapi",
        ["sqlalchemy"] = "python3-sqlalchemy",
        ["uvicorn"] = "python3-uvicorn",
        ["httpx"] = "python3-httpx",
        ["pytest"] = "python3-pytest",
    };

    /// <param name="folder">An empty one.</param>
    /// <exception cref="ToolsMissingException"/>
    public static async Task RequireAsync(Sandbox sandbox, string folder, CancellationToken cancellationToken)
    {
        const string Script = "import importlib.util, sys; print(*[name for name in sys.argv[1:] if not importlib.util.find_spec(name)])";
        SandboxCommand command = new()
        {
            Arguments = ["/usr/bin/python3", "-I", "-c", Script, .. _packages.Keys],
            ApplicationFolder = folder,
        };
        var result = await sandbox.RunAsync(command, cancellationToken);
        var missing = result.Succeeded ? result.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [.. _packages.Keys];
        if (missing.Length > 0)
        {
            throw new ToolsMissingException([.. missing.Select(name => _packages[name])]);
        }
    }
}
