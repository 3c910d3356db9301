using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Aios.Workshop.Evaluation;

/// <summary>A line of a workflow's <c>trials.yaml</c>: which task a specialist is tried on.</summary>
sealed record TrialTemplate
{
    static readonly IDeserializer _yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    public string Specialist { get; init; } = "";

    /// <summary>The id of a task of the reference application.</summary>
    public string Task { get; init; } = "";

    /// <summary>Files that are not there while it is checked, as glob patterns; those of the task itself are written anew anyway.</summary>
    public List<string> LeaveOut { get => field ?? []; init; }

    /// <summary>The names of the workflow's checks that its files have to pass.</summary>
    public List<string> Checks { get => field ?? []; init; }

    public static IReadOnlyList<TrialTemplate> Load(string workflow) => _yaml.Deserialize<List<TrialTemplate>>(Resource.Text($"Workflows/{workflow}/trials/trials.yaml"));
}
