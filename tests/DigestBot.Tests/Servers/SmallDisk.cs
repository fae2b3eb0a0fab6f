namespace DigestBot.Tests.Servers;

/// <summary>A disk of a few megabytes that can be filled and made read-only: a tmpfs of its own. Mounting takes root; elsewhere its tests skip, and say so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Mounts one.</summary>
    /// <param name="kilobytes">Its size.</param>
    public static async Task<SmallDisk> MountAsync(int kilobytes = 8_192)
    {
        var folder = Directory.CreateTempSubdirectory("digestbot-disk-").FullName;
        try
        {
            await Tool.RunAsync(Tool.Path("mount", "mount"), "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder);
        }
        catch (InvalidOperationException e)
        {
            Directory.Delete(folder);
            Assert.Skip("A small disk cannot be mounted here (that takes root, or CAP_SYS_ADMIN): " + e.Message);
        }

        return new SmallDisk(folder);
    }

    /// <summary>Writes until nothing more fits.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true) file.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Undoes <see cref="Fill"/>.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    /// <summary>Makes it read-only; nobody may have a file open for writing.</summary>
    public Task MakeReadOnlyAsync() => Tool.RunAsync(Tool.Path("mount", "mount"), "-o", "remount,ro", Folder);

    /// <summary>Undoes <see cref="MakeReadOnlyAsync"/>.</summary>
    public Task MakeWritableAsync() => Tool.RunAsync(Tool.Path("mount", "mount"), "-o", "remount,rw", Folder);

    public void Dispose()
    {
        // Lazily: what a failed test left open must not keep the others from running.
        Tool.RunAsync(Tool.Path("umount", "mount"), "-l", Folder).GetAwaiter().GetResult();
        Directory.Delete(Folder);
    }
}
