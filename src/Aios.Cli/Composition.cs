using System.Text;
using Aios.Llm.Routing;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;

namespace Aios.Cli;

/// <summary>Puts the parts together: the one place that knows which there are.</summary>
sealed class Composition
{
    /// <param name="models">Whom specialists ask.</param>
    /// <param name="pace">At which the offline provider speaks, if it is asked.</param>
    /// <param name="nonces">Marks for the frames of answers.</param>
    public Composition(RouterChatClient models, Pace pace, Nonces nonces, Home home, string runFolder, TimeProvider clock)
    {
        var workflow = Workflow.Load(WorkflowName);
        Engine = new(models, workflow, Team.Load(), Verifier(workflow, home, runFolder, clock), nonces.For);
        Reporter = ReporterOf(workflow, pace);
    }

    public const string WorkflowName = "web-app";

    /// <summary>The version of what the specialists are told.</summary>
    public static string Prompts => field ??= Prompt.VersionOf(Workflow.Load(WorkflowName), Team.Load());

    /// <inheritdoc cref="EditedContract.Read"/>
    public static (Contract? Contract, IReadOnlyList<string> Mistakes) ReadContract(string json) => EditedContract.Read(json, Workflow.Load(WorkflowName), Team.Load(), WorkflowVerifier.ChecksOf(WorkflowName));

    public Engine Engine { get; }

    public Reporter Reporter { get; }

    public static Reporter ReporterOf(Workflow workflow, Pace pace) =>
        new(pace, workflow.Provided.ToDictionary(file => file.Key, file => (long)Encoding.UTF8.GetByteCount(file.Value)));

    /// <param name="runFolder">For what is being checked, and the pictures that were made of it.</param>
    public static WorkflowVerifier Verifier(Workflow workflow, Home home, string runFolder, TimeProvider clock)
    {
        WorkbenchSettings settings = new()
        {
            Workflow = workflow.Name,
            WorkFolder = Path.Combine(runFolder, "checking"),
            CacheFolder = home.Cache,
            HiddenFolders = [Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Path.GetTempPath()],
            Path = Environment.GetEnvironmentVariable("PATH") ?? "",
        };
        return new(settings, Path.Combine(runFolder, "pictures"), clock);
    }
}
