using System.Security.Cryptography;
using System.Text;
using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Aios.Workshop.Repairing;

namespace Aios.Workshop.Running;

/// <summary>Tells which repairs of a run are still of use: no change has made others of the tasks whose files they touch, of what they were told, or of the repairs before them.</summary>
/// <param name="layout">Tells which kinds of file have to do with no entity.</param>
/// <param name="written">The tasks that wrote the application.</param>
sealed class LastingRepairs(Contract contract, IReadOnlyList<FileKind> layout, IReadOnlyList<WorkTask> written)
{
    public IReadOnlyList<Repair> In(RunState state)
    {
        List<Repair> lasting = [];
        HashSet<string> others = [];
        foreach (var repair in state.Repairs.SelectMany(round => round.Repairs))
        {
            if (repair.Writers == WritersOf(repair.Files) && !repair.Files.Any(others.Contains))
            {
                lasting.Add(repair);
            }
            else
            {
                others.UnionWith(repair.Files);
            }
        }

        return lasting;
    }

    /// <summary>A sum over the tasks that wrote these files, and over what a repair of them is told of the contract.</summary>
    public string WritersOf(IReadOnlyList<string> paths)
    {
        var writers = paths.Select(path => written.FirstOrDefault(task => task.Files.Any(file => file.Text == path))).Select(task => $"{task?.Key}:{task?.Change.Number}");
        var planned = paths.Select(path => contract.Files.FirstOrDefault(file => file.Path == path)).OfType<PlannedFile>().ToList();
        var slice = planned.Count == 0 ? "" : FileTasks.SliceFor(planned, contract, layout).ToJson();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [.. writers, slice]))))[..16];
    }
}
