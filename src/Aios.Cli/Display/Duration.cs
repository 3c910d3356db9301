namespace Aios.Cli.Display;

/// <summary>How long something took, as people say it.</summary>
static class Duration
{
    public static string Of(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? FormattableString.Invariant($"{Math.Max(0, time.TotalSeconds):0.0} s")
        : time < TimeSpan.FromHours(1) ? FormattableString.Invariant($"{(int)time.TotalMinutes} min {time.Seconds:00} s")
        : FormattableString.Invariant($"{(int)time.TotalHours} h {time.Minutes:00} min");
}
