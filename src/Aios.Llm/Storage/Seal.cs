using System.Text;

namespace Aios.Llm.Storage;

/// <summary>A sum over what a row says, kept in the row: what the disk has changed is found when it is read, not believed.</summary>
/// <remarks>Against accidents only: whoever changes a row on purpose can reckon its seal too (FNV-1a, 64 bits).</remarks>
public static class Seal
{
    const ulong Start = 14695981039346656037;
    const ulong Factor = 1099511628211;

    public static long Of(params ReadOnlySpan<object?> values)
    {
        var sum = Start;
        Span<byte> bytes = stackalloc byte[256];
        foreach (var value in values)
        {
            switch (value)
            {
                case null:
                    sum = (sum ^ 0xFF) * Factor;
                    break;
                case long number:
                    BitConverter.TryWriteBytes(bytes, number);
                    sum = Add(sum, bytes[..sizeof(long)]);
                    break;
                case string text:
                    sum = Encoding.UTF8.TryGetBytes(text, bytes, out var written) ? Add(sum, bytes[..written]) : Add(sum, Encoding.UTF8.GetBytes(text));
                    break;
                default:
                    throw new ArgumentException($"Nothing is sealed that is a {value.GetType().Name}.", nameof(values));
            }

            sum = (sum ^ 0xFE) * Factor; // neither mark is a byte of UTF-8
        }

        return unchecked((long)sum);
    }

    static ulong Add(ulong sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
        {
            sum = (sum ^ each) * Factor;
        }

        return sum;
    }
}
