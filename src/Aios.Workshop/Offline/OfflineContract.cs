using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Offline;

/// <summary>Writes the parts of a contract by the conventions of the workflow.</summary>
static class OfflineContract
{
    static readonly FieldType[] _filtered = [FieldType.YesNo, FieldType.Choice, FieldType.Reference];

    public static string Domain(Domain domain) => CompactJson.Write(new() { Application = domain.Application, Entities = domain.Entities });

    public static string Part(PartPlan part, Assignment assignment) => CompactJson.Write(
        part.Layout.Count > 0 ? new() { Files = [.. part.Layout.SelectMany(kind => Files(kind, part, assignment))] }
        : assignment.Entity is { } entity ? Api(entity)
        : Common(part));

    static ContractPart Common(PartPlan part) => new()
    {
        Endpoints = [new() { Id = "health", Method = "GET", Path = "/api/health", Action = "health", Responses = Answers(("200", "health")) }],
        Shapes = [new() { Name = "health", Fields = ["status"] }, new() { Name = "problem", Fields = ["message", "errors"] }],
        Dependencies = new Dictionary<string, IReadOnlyList<string>>
        {
            ["python"] = ["fastapi", "sqlalchemy", "uvicorn", "httpx", "pytest"],
            ["npm"] = ["react", "react-dom", "typescript", "vite", "vitest"],
        },
        Checks = part.Checks,
    };

    static ContractPart Api(Entity entity)
    {
        var (all, one) = ($"/api/{Casing.Kebab(entity.Plural)}", $"/api/{Casing.Kebab(entity.Plural)}/{{id}}");
        string[] fields = [.. entity.Fields.Select(each => each.Name)];
        string[] query = ["q", "sort", "limit", "offset", .. entity.Fields.Where(each => _filtered.Contains(each.Type)).Select(each => each.Name)];
        Endpoint About(string id, string method, string path, string action, string? request, params (string, string)[] answers) => new()
        {
            Id = id,
            Method = method,
            Path = path,
            Action = action,
            Entity = entity.Name,
            Query = action == "list" ? query : null,
            Request = request,
            Responses = Answers(answers),
        };

        return new()
        {
            Endpoints =
            [
                About($"list_{entity.Plural}", "GET", all, "list", null, ("200", $"{entity.Name}_list"), ("422", "problem")),
                About($"create_{entity.Name}", "POST", all, "create", $"{entity.Name}_input", ("201", entity.Name), ("422", "problem")),
                About($"read_{entity.Name}", "GET", one, "read", null, ("200", entity.Name), ("404", "problem")),
                About($"change_{entity.Name}", "PATCH", one, "change", $"{entity.Name}_changes", ("200", entity.Name), ("404", "problem"), ("422", "problem")),
                About($"delete_{entity.Name}", "DELETE", one, "delete", null, ("204", "empty"), ("404", "problem"), ("409", "problem")),
            ],
            Shapes =
            [
                new() { Name = entity.Name, Entity = entity.Name, Fields = ["id", .. fields, "created_at", "changed_at"] },
                new() { Name = $"{entity.Name}_input", Entity = entity.Name, Fields = fields },
                new() { Name = $"{entity.Name}_changes", Entity = entity.Name, Fields = fields, Partial = true },
                new() { Name = $"{entity.Name}_list", ListOf = entity.Name },
            ],
        };
    }

    static IEnumerable<PlannedFile> Files(FileKind kind, PartPlan part, Assignment assignment)
    {
        IReadOnlyList<Entity?> each = kind.Each is not "entity" ? [null] : assignment.Entity is { } entity ? [entity] : [.. assignment.Entities];
        return each.Select(about => new PlannedFile
        {
            Path = Fill(kind.Path, about),
            Owner = kind.Owner,
            Kind = kind.Kind,
            Entity = about?.Name,
            Purpose = Fill(kind.Purpose, about),
            Exports = [.. kind.Exports.Select(export => Fill(export, about))],
            Needs = [.. kind.Needs.SelectMany(need => Paths(need, about))],
            Uses = [.. kind.Uses.SelectMany(use => Paths(use, about))],
            Group = kind.Group,
        });

        string Fill(string text, Entity? about) => Placeholders.Fill(text, assignment.Application!, about); // given with every part but the first

        // Of an entity's kind it is the same entity's file that is meant, or those of all where the file is about none.
        IEnumerable<string> Paths(string other, Entity? about) =>
            part.Paths[other] is var path && (about is not null || !path.Contains('{', StringComparison.Ordinal))
                ? [Fill(path, about)]
                : assignment.Entities.Select(entity => Fill(path, entity));
    }

    static Dictionary<string, string> Answers(params (string Status, string Shape)[] answers) => answers.ToDictionary(answer => answer.Status, answer => answer.Shape);
}
