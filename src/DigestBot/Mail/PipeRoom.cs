using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace DigestBot.Mail;

/// <summary>
/// Room in a pipe for a whole mail, so that one write hands it over: whoever reads sees all of it, even when the writer is killed the moment after.
/// Without that room (64 KiB is usual) a reader would take the end of a killed writer for the end of the mail, and deliver half of it.
/// </summary>
internal static class PipeRoom
{
    private const int SetPipeSize = 1031; // F_SETPIPE_SZ, fcntl(2), since Linux 2.6.35
    private const int UsualSize = 65536;

    // What /proc/sys/fs/pipe-max-size allows anybody; no mail of ours is longer.
    private const int LargestSize = 1 << 20;

    /// <summary>Widens the pipe. Where that cannot be (another system, another limit), the mail goes over in several writes.</summary>
    public static void Widen(Stream stream, int octets)
    {
        if (octets < UsualSize || octets > LargestSize || !OperatingSystem.IsLinux() || stream is not PipeStream pipe) return;
        _ = Fcntl(pipe.SafePipeHandle, SetPipeSize, octets);
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fcntl(SafeHandle pipe, int command, nint argument);
}
