namespace Aios.Workshop.Contracts;

/// <summary>The parts of a contract that have been written so far, by the name of the part.</summary>
public sealed class ContractDraft
{
    readonly SortedDictionary<string, ContractPart> _parts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ContractPart> Parts => _parts;

    public void Put(string name, ContractPart part)
    {
        lock (_parts)
        {
            _parts[name] = part;
        }
    }

    /// <exception cref="InvalidOperationException">No part has described the application.</exception>
    public Contract Merge() => new()
    {
        Application = _parts.Values.Select(part => part.Application).FirstOrDefault(application => application is not null)
            ?? throw new InvalidOperationException("No part of the contract describes the application."),
        Entities = All(part => part.Entities),
        Endpoints = All(part => part.Endpoints),
        Shapes = All(part => part.Shapes),
        Files = All(part => part.Files),
        Dependencies = _parts.Values.SelectMany(part => part.Dependencies)
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.SelectMany(pair => pair.Value).Distinct()]),
        Checks = [.. All(part => part.Checks).Distinct()],
    };

    List<T> All<T>(Func<ContractPart, IEnumerable<T>> items) => [.. _parts.Values.SelectMany(items)];
}
