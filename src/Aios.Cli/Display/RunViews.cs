using Aios.Cli.Display.Live;

namespace Aios.Cli.Display;

/// <summary>The way of showing a run that suits whoever looks.</summary>
static class RunViews
{
    /// <param name="money">What the run has taken, for a picture of it.</param>
    public static IRunView For(Output output, TimeProvider clock, Func<RunMoney?> money) =>
        output.JsonLines ? new JsonLinesView(output.Data)
        : output.Quiet ? new QuietView()
        : output.IsLive ? new LiveView(output.Terminal, clock, money, output.Notices)
        : new PlainView(output.Progress, output.Verbose);
}
