using System.Text;

namespace Aios.Workshop.Verification;

/// <summary>Keeps the end of what a program writes, however much that is.</summary>
sealed class OutputTail(int capacity)
{
    readonly byte[] _ring = new byte[capacity];
    readonly Lock _gate = new();
    long _written;

    /// <returns>How many bytes there have been by now.</returns>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var kept = bytes[Math.Max(0, bytes.Length - capacity)..];
            var at = (int)((_written + bytes.Length - kept.Length) % capacity);
            var upToEnd = Math.Min(kept.Length, capacity - at);
            kept[..upToEnd].CopyTo(_ring.AsSpan(at));
            kept[upToEnd..].CopyTo(_ring);
            return _written += bytes.Length;
        }
    }

    /// <param name="noticed">Told after each piece how many bytes there have been by now.</param>
    public async Task ReadAsync(Stream stream, Action<long>? noticed = null)
    {
        var buffer = new byte[16 << 10];
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            var written = Append(buffer.AsSpan(0, count));
            noticed?.Invoke(written);
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            if (_written <= capacity)
            {
                return Encoding.UTF8.GetString(_ring, 0, (int)_written);
            }

            var oldest = (int)(_written % capacity);
            return Encoding.UTF8.GetString([.. _ring.AsSpan(oldest), .. _ring.AsSpan(0, oldest)]);
        }
    }
}
