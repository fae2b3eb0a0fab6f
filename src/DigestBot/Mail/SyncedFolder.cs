using System.Runtime.InteropServices;
using System.Text;

namespace DigestBot.Mail;

/// <summary>Makes the names in a folder survive a loss of power: syncing a file does not sync the name under which it was put there (fsync(2)).</summary>
internal static class SyncedFolder
{
    private const int ReadOnly = 0; // O_RDONLY, open(2)

    private const int InvalidArgument = 22; // EINVAL, fsync(2): this file system syncs no folders

    /// <summary>Syncs the folder's own entries.</summary>
    /// <exception cref="IOException">The disk says that it cannot.</exception>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows()) return; // NTFS keeps its names in a journal of its own
        var opened = Open([.. Encoding.UTF8.GetBytes(folder), 0], ReadOnly);
        if (opened < 0) throw Failed(folder);
        try
        {
            if (Fsync(opened) < 0 && Marshal.GetLastPInvokeError() is not InvalidArgument) throw Failed(folder);
        }
        finally
        {
            _ = Close(opened);
        }
    }

    private static IOException Failed(string folder) => new($"{folder} cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int opened);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int opened);
}
