using Aios.Workshop.Running;

namespace Aios.Cli.Building;

/// <summary>What the user is told as soon as a run is to come to rest.</summary>
static class RestNotice
{
    public static string Of(RunState run, Interruption interruption)
    {
        var inFlight = run.Tasks.Values.Count(task => task.Progress == TaskProgress.Working);
        return $"coming to rest: {Waiting(inFlight)}{(interruption.IsTermination ? $"; in {Interruption.Grace.TotalSeconds:0} s it ends in any case" : $"; Ctrl-C {(interruption.HasCome ? "again " : "")}cuts {(inFlight == 1 ? "it" : "them")} off")}";
    }

    static string Waiting(int inFlight) => inFlight switch
    {
        0 => "nobody is being asked any more",
        1 => "1 answer in flight is waited for",
        _ => $"{inFlight} answers in flight are waited for",
    };
}
