namespace Aios.Workshop.Verification;

/// <summary>The screenshots that checks leave in an application's folder <c>.aios</c>.</summary>
static class Pictures
{
    const int Most = 50;
    const long Largest = 8 << 20;

    /// <remarks>Generated code has had its hands on the folder: only plain files of a plain folder are taken, and not the odd thing.</remarks>
    public static void Save(string application, string into)
    {
        try
        {
            Copy(application, into);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A picture less is no reason to lose a verdict.
        }
    }

    static void Copy(string application, string into)
    {
        DirectoryInfo folder = new(Path.Combine(application, ".aios"));
        if (!folder.Exists || folder.LinkTarget is not null)
        {
            return;
        }

        Directory.CreateDirectory(into);
        foreach (var picture in folder.EnumerateFiles("*.png").Where(IsPlain).Take(Most))
        {
            picture.CopyTo(Path.Combine(into, Evidence.Clean(picture.Name)), overwrite: true);
        }
    }

    // Pipes and devices have no length.
    static bool IsPlain(FileInfo file) => file.LinkTarget is null && file.Length is > 0 and <= Largest;
}
