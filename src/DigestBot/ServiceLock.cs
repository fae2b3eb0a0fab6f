namespace DigestBot;

/// <summary>Held while jobs run: a second process on the same data folder is refused, because both would poll and send the same.</summary>
public sealed class ServiceLock : IDisposable
{
    private readonly FileStream _file;

    private ServiceLock(FileStream file) => _file = file;

    /// <summary>Takes the lock. It ends with the process, however that ends.</summary>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="Store.StoreException">Another process holds it.</exception>
    public static ServiceLock Take(string folder)
    {
        var path = Path.Combine(folder, "digestbot.lock");
        try
        {
            return new ServiceLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (!IsHeld(e))
        {
            throw new Store.StoreException($"{path} cannot be written: {e.Message} {Store.DiskTrouble.WhatToDo(e) ?? "Check that the folder is writable and the disk is not full."}", e);
        }
        catch (IOException e)
        {
            throw new Store.StoreException($"Another digestbot works on {folder} already ({path} is locked). Stop it first, or give this one a Storage:Folder of its own.", e);
        }
    }

    // EWOULDBLOCK of flock(2) on Linux and on macOS; ERROR_SHARING_VIOLATION. Anything else says nothing of another process.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 || (e.HResult & 0xFFFF) == 32;

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
