using Aios.Workshop.Contracts;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Specialists;

namespace Aios.Tests.Workshop;

/// <summary>What ships with Aios, and contracts made from it without a run.</summary>
static class Sample
{
    public static readonly string[] Checks = ["backend-tests", "endpoints"];

    static readonly string[] _few = ["backend/problems", "backend/main", "frontend/app", "frontend/entity", "devops/readme", "qa-backend/requirements", "qa-backend/answers"];

    public static Workflow WebApp { get; } = Workflow.Load("web-app");

    /// <summary>A few of its files, for runs that are about something else.</summary>
    public static Workflow SmallApp { get; } = WebApp with
    {
        Layout = [.. WebApp.Layout.Where(kind => _few.Contains(kind.Kind)).Select(kind => kind with { Needs = [], Uses = [] })],
        Provided = new Dictionary<string, string> { ["frontend/package.json"] = WebApp.Provided["frontend/package.json"] },
    };

    public static Team Team { get; } = Team.Load();

    public static ContractReader Reader { get; } = new();

    public static ContractRules Rules { get; } = new(Team.MayWrite, Checks) { Taken = ["backend/app/taken.py"] };

    public static ContractTasks Tasks { get; } = new(WebApp, Reader.SchemaText, Checks);

    public static ContractPart Part(string json)
    {
        var (part, mistakes) = Reader.Read(json);
        return part ?? throw new ArgumentException(string.Join(" ", mistakes), nameof(json));
    }

    public static Domain Domain(string json) => Part(json) is { Application: { } application } part
        ? new(application, part.Entities)
        : throw new ArgumentException("It describes no application.", nameof(json));

    /// <summary>Every part, as the offline provider writes it.</summary>
    public static ContractDraft Draft(string json)
    {
        var domain = Domain(json);
        var draft = new ContractDraft();
        draft.Put(ContractTasks.DomainPart, Part(json));
        foreach (var assignment in Tasks.Parts(domain).Select(task => task.Assignment))
        {
            draft.Put(assignment.Part!.Name, Part(OfflineContract.Part(assignment.Part, assignment))); // these tasks are about parts
        }

        return draft;
    }

    public static Contract Contract(string json) => Draft(json).Merge();
}
