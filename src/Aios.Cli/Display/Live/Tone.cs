namespace Aios.Cli.Display.Live;

/// <summary>What a colour is to say. It never says anything that the words beside it do not.</summary>
enum Tone
{
    Plain,
    Strong,
    Faint,
    Good,
    Busy,
    Waiting,
    Bad,
}
