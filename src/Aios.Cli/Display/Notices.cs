namespace Aios.Cli.Display;

/// <summary>Lines for the user that are no events of a run. They are written at once; where a picture is drawn, above it with its next frame.</summary>
public sealed class Notices(TextWriter progress)
{
    readonly Lock _one = new();
    List<string>? _held;

    public void Say(string line)
    {
        lock (_one)
        {
            if (_held is not null)
            {
                _held.Add(line);
                return;
            }
        }

        progress.WriteLine(line);
    }

    /// <summary>Lines wait to be taken, until what this returns is disposed of; what nobody has taken is written then.</summary>
    public IDisposable Hold()
    {
        lock (_one)
        {
            _held = [];
        }

        return new Holding(this);
    }

    /// <summary>What has been said since it was last asked.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_one)
        {
            var said = _held ?? [];
            _held = [];
            return said;
        }
    }

    void Release()
    {
        List<string> left;
        lock (_one)
        {
            (left, _held) = (_held ?? [], null);
        }

        left.ForEach(progress.WriteLine);
    }

    sealed class Holding(Notices notices) : IDisposable
    {
        public void Dispose() => notices.Release();
    }
}
