namespace Aios.Tests.Llm.Spending;

/// <summary>What disks and people do to files.</summary>
sealed class Damage(Random random)
{
    /// <returns>What was done.</returns>
    public string Do(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder).Where(file => new FileInfo(file).Length > 0 && !file.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var file = files[random.Next(files.Length)];
        using var stream = File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var (length, at) = (stream.Length, random.NextInt64(stream.Length));
        var name = Path.GetFileName(file);
        switch (random.Next(10))
        {
            case 0:
                stream.SetLength(at);
                return $"{name} cut to {at} of {length}";
            case 1:
                stream.SetLength(at / 4096 * 4096);
                return $"{name} cut to {at / 4096} pages";
            case 2:
                stream.Position = at / 512 * 512;
                stream.Write(new byte[Math.Min(512, length - stream.Position)]);
                return $"{name} zeroed for a sector at {at / 512 * 512}";
            case 3 when name.EndsWith("-wal", StringComparison.Ordinal):
                stream.Close();
                File.Delete(file);
                return $"{name} deleted";
            case 4:
                stream.Position = at;
                var noise = new byte[random.Next(2, 64)];
                random.NextBytes(noise);
                stream.Write(noise);
                return $"{name} overwritten at {at}";
            default:
                stream.Position = at;
                var old = stream.ReadByte();
                stream.Position = at;
                stream.WriteByte((byte)(old ^ (1 << random.Next(8))));
                return $"{name} one bit at {at} of {length}";
        }
    }
}
