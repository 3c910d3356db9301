using Aios.Workshop.Artifacts;

namespace Aios.Workshop.Contracts;

/// <summary>What a contract must obey beyond its schema: whatever one part says of another has to be true.</summary>
/// <param name="Owns">Whether a specialist may write at a path; null for a specialist that does not exist.</param>
/// <param name="Checks">The names of the checks that the workflow offers.</param>
public sealed record ContractRules(Func<string, ArtifactPath, bool?> Owns, IReadOnlyCollection<string> Checks)
{
    /// <summary>Paths of files that are there without anybody writing them.</summary>
    public IReadOnlyCollection<string> Taken { get; init; } = [];

    static readonly string[] _kept = ["id", "created_at", "changed_at"];
    static readonly string[] _listing = ["q", "sort", "limit", "offset"];
    static readonly string[] _shapes = ["empty"];

    /// <returns>Every mistake with the part that has to be mended.</returns>
    public IReadOnlyList<ContractMistake> Judge(ContractDraft draft)
    {
        var contract = draft.Merge();
        return [.. draft.Parts.SelectMany(part => MistakesOf(part.Value, contract).Select(text => new ContractMistake(part.Key, text)))];
    }

    IEnumerable<string> MistakesOf(ContractPart part, Contract contract) =>
    [
        .. Doubles(part.Entities, contract.Entities, entity => entity.Name, "entity"),
        .. Doubles(part.Entities, contract.Entities, entity => entity.Plural, "plural"),
        .. part.Entities.SelectMany(entity => EntityMistakes(entity, contract)),
        .. Doubles(part.Endpoints, contract.Endpoints, endpoint => endpoint.Id, "endpoint"),
        .. Doubles(part.Endpoints, contract.Endpoints, endpoint => $"{endpoint.Method} {endpoint.Path}", "endpoint"),
        .. part.Endpoints.SelectMany(endpoint => EndpointMistakes(endpoint, contract)),
        .. Doubles(part.Shapes, contract.Shapes, shape => shape.Name, "shape"),
        .. part.Shapes.SelectMany(shape => ShapeMistakes(shape, contract)),
        .. Doubles(part.Files, contract.Files, file => file.Path.ToUpperInvariant(), "file"),
        .. part.Files.SelectMany(file => FileMistakes(file, contract)),
        .. part.Checks.Except(Checks).Select(check => $"There is no check '{check}'; there are {string.Join(", ", Checks)}."),
    ];

    static IEnumerable<string> EntityMistakes(Entity entity, Contract contract)
    {
        var names = entity.Fields.Select(field => field.Name).ToList();
        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1))
        {
            yield return $"{entity.Name} has the field {twice.Key} twice.";
        }

        foreach (var kept in names.Intersect(_kept))
        {
            yield return $"{entity.Name}.{kept}: every record has it; leave it out.";
        }

        if (!names.Contains(entity.Display))
        {
            yield return $"{entity.Name} is displayed by '{entity.Display}', which is none of its fields.";
        }

        foreach (var mistake in entity.Fields.SelectMany(field => FieldMistakes(entity, field, contract)))
        {
            yield return mistake;
        }
    }

    static IEnumerable<string> FieldMistakes(Entity entity, Field field, Contract contract)
    {
        var name = $"{entity.Name}.{field.Name}";
        if (field.Type == FieldType.Choice && field.Choices is null)
        {
            yield return $"{name}: a choice needs choices.";
        }

        if (field.Type == FieldType.Reference && !contract.Entities.Any(other => other.Name == field.To))
        {
            yield return $"{name} refers to '{field.To}', which is no entity.";
        }

        if (field.Type == FieldType.Reference && field.To == entity.Name && field.Required)
        {
            yield return $"{name}: a record cannot be made if it must refer to one of its own kind.";
        }

        if (field.Type == FieldType.Reference && !field.Name.EndsWith("_id", StringComparison.Ordinal))
        {
            yield return $"{name}: a reference's name ends in _id.";
        }

        if (field.MinLength > field.MaxLength || field.Min > field.Max)
        {
            yield return $"{name}: no value can be as large as the least and as small as the greatest.";
        }
    }

    static IEnumerable<string> EndpointMistakes(Endpoint endpoint, Contract contract)
    {
        var entity = contract.Entities.FirstOrDefault(each => each.Name == endpoint.Entity);
        if (endpoint.Entity is not null && entity is null)
        {
            yield return $"{endpoint.Id} is about '{endpoint.Entity}', which is no entity.";
        }

        if (endpoint.Entity is null && endpoint.Action != "health")
        {
            yield return $"{endpoint.Id} does not say which entity it is about.";
        }

        foreach (var shape in endpoint.Responses.Values.Append(endpoint.Request).OfType<string>().Except(contract.Shapes.Select(shape => shape.Name)).Except(_shapes))
        {
            yield return $"{endpoint.Id} speaks of the shape '{shape}', which nobody describes.";
        }

        foreach (var status in endpoint.Responses.Keys.Where(status => !int.TryParse(status, out var code) || code is < 200 or > 499))
        {
            yield return $"{endpoint.Id} answers with '{status}', which is no status that it may plan.";
        }

        foreach (var name in (endpoint.Query ?? []).Except(_listing).Except(entity?.Fields.Select(field => field.Name) ?? []))
        {
            yield return $"{endpoint.Id} takes '{name}', which is no field of {endpoint.Entity}.";
        }
    }

    static IEnumerable<string> ShapeMistakes(Shape shape, Contract contract)
    {
        if (shape.ListOf is not null && !contract.Shapes.Any(other => other.Name == shape.ListOf))
        {
            yield return $"{shape.Name} lists the shape '{shape.ListOf}', which nobody describes.";
        }

        if (shape.Entity is not null)
        {
            var entity = contract.Entities.FirstOrDefault(each => each.Name == shape.Entity);
            foreach (var name in (shape.Fields ?? []).Except(_kept).Except(entity?.Fields.Select(field => field.Name) ?? []))
            {
                yield return $"{shape.Name} has '{name}', which is no field of {shape.Entity}.";
            }
        }
    }

    IEnumerable<string> FileMistakes(PlannedFile file, Contract contract)
    {
        if (!TryPath(file.Path, out var path, out var objection))
        {
            yield return objection;
            yield break;
        }

        switch (Owns(file.Owner, path))
        {
            case null:
                yield return $"{file.Path} is given to '{file.Owner}', who is not on the team.";
                break;
            case false:
                yield return $"{file.Path} lies outside of what {file.Owner} may write.";
                break;
        }

        if (Taken.Any(taken => string.Equals(taken, file.Path, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{file.Path} is there without anybody writing it.";
        }

        if (contract.Files.Any(other => other.Path.StartsWith(file.Path + "/", StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{file.Path} cannot be a file, since others lie below it.";
        }

        foreach (var missing in file.Needs.Concat(file.Uses).Except(contract.Files.Select(other => other.Path)))
        {
            yield return $"{file.Path} relies on '{missing}', which nobody writes.";
        }

        if (file.Entity is not null && !contract.Entities.Any(entity => entity.Name == file.Entity))
        {
            yield return $"{file.Path} is about '{file.Entity}', which is no entity.";
        }
    }

    static bool TryPath(string text, out ArtifactPath path, out string objection)
    {
        try
        {
            (path, objection) = (new ArtifactPath(text), "");
            return true;
        }
        catch (ArtifactPathException refused)
        {
            (path, objection) = (null!, refused.Message); // not read by whoever is told false
            return false;
        }
    }

    static IEnumerable<string> Doubles<T>(IEnumerable<T> its, IEnumerable<T> all, Func<T, string> name, string what)
    {
        var twice = all.GroupBy(name).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return its.Select(name).Where(twice.Contains).Distinct().Select(each => $"The {what} '{each}' is there twice.");
    }
}

/// <param name="Part">The part that has to be mended.</param>
public sealed record ContractMistake(string Part, string Text);
