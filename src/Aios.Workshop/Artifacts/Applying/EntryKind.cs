using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>What a name in a folder stands for, found out without opening it: to open a FIFO is to wait for whoever writes into it.</summary>
enum EntryKind
{
    Nothing,
    File,
    Folder,
    Link,

    /// <summary>A device, a FIFO, a socket.</summary>
    Other,
}

static class Entry
{
    const int WorkingFolder = -100;
    const int FollowNoLink = 0x100;
    const uint TypeOnly = 1;
    const int BufferSize = 256;
    const int ModeOffset = 28;
    const int TypeMask = 0xF000;
    const int RegularFile = 0x8000;

    public static EntryKind KindOf(string path)
    {
        FileInfo entry = new(path);
        return entry.LinkTarget is not null ? EntryKind.Link
            : Directory.Exists(path) ? EntryKind.Folder
            : !entry.Exists ? EntryKind.Nothing
            : IsRegular(path) ? EntryKind.File
            : EntryKind.Other;
    }

    /// <summary>.NET does not tell; the layout of statx is the same on every processor, unlike that of stat.</summary>
    static bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        var buffer = new byte[BufferSize];
        try
        {
            return StatX(WorkingFolder, [.. Encoding.UTF8.GetBytes(path), 0], FollowNoLink, TypeOnly, buffer) != 0
                || (BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(ModeOffset)) & TypeMask) == RegularFile;
        }
        catch (EntryPointNotFoundException)
        {
            return true; // a C library from before 2018
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int StatX(int folder, byte[] path, int flags, uint mask, byte[] buffer);
}
