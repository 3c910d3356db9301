using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Planning;

/// <summary>The tasks of the CTO: first the domain, then everything else about it at the same time.</summary>
public sealed class ContractTasks(Workflow workflow, string schema, IReadOnlyList<string> checks)
{
    public const string DomainPart = "domain";

    internal const string Planner = "cto";

    public static string IdOf(string part) => $"contract/{part}";

    public WorkTask Domain(Brief brief) => Task(
        new()
        {
            Name = DomainPart,
            Asks = "Only `application` and `entities`: what the brief names to keep, with all its fields and their rules.",
        },
        new() { Files = [] },
        [new("brief", brief.Text), new("schema", schema)]);

    /// <summary>Every other part of the contract of this domain.</summary>
    public IReadOnlyList<WorkTask> Parts(Domain domain) =>
    [
        .. workflow.Parts.SelectMany(part => Each(part.Each, domain).Select(entity => Asked(part, entity, domain))),
        .. workflow.Layout.GroupBy(kind => (kind.Part, kind.Each)).SelectMany(part => Each(part.Key.Each, domain).Select(entity => Files(part.Key.Part, [.. part], entity, domain))),
    ];

    static Entity?[] Each(string? each, Domain domain) => each is "entity" ? [.. domain.Entities] : new Entity?[] { null };

    WorkTask Asked(PartTemplate part, Entity? entity, Domain domain) => Task(
        new() { Name = PartName(part.Name, entity), Asks = Placeholders.Fill(part.Asks, domain.Application, entity), Checks = checks },
        About(domain, entity) with { Entity = entity },
        [new("schema", schema)]);

    WorkTask Files(string name, IReadOnlyList<FileKind> kinds, Entity? entity, Domain domain)
    {
        var mentioned = kinds.SelectMany(kind => kind.Needs.Concat(kind.Uses)).ToHashSet();
        var plan = new PartPlan
        {
            Name = PartName(name, entity),
            Asks = "Only `files`: one for each kind of the layout" + (entity is null ? "." : $", for {entity.Labels}."),
            Layout = kinds,
            Paths = workflow.Layout.Where(kind => mentioned.Contains(kind.Kind)).ToDictionary(kind => kind.Kind, kind => kind.Path),
        };
        return Task(plan, About(domain, entity), [new("schema", schema)]);
    }

    static WorkTask Task(PartPlan part, Assignment about, IReadOnlyList<Attachment> attachments)
    {
        var file = new PlannedFile
        {
            Path = $"contract/{part.Name}.json",
            Owner = Planner,
            Kind = "contract/part",
            Purpose = $"The part '{part.Name}' of the contract.",
        };
        return new()
        {
            Id = IdOf(part.Name),
            Specialist = Planner,
            Files = [new ArtifactPath(file.Path)],
            Needs = part.Name == DomainPart ? [] : [IdOf(DomainPart)],
            Assignment = about with { Files = [file], Part = part },
            Attachments = attachments,
        };
    }

    /// <summary>By their names, which are all that plans need: a field more is no reason to plan again.</summary>
    static Assignment About(Domain domain, Entity? entity) => new()
    {
        Files = [],
        Application = domain.Application,
        Entity = entity is null ? null : Named(entity),
        Entities = [.. domain.Entities.Select(Named)],
    };

    static Entity Named(Entity entity) => entity with { Fields = [] };

    static string PartName(string name, Entity? entity) => entity is null ? name : $"{name}-{Casing.Kebab(entity.Name)}";
}
