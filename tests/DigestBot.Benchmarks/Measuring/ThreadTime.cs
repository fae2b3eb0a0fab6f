using System.Runtime.InteropServices;

namespace DigestBot.Benchmarks.Measuring;

/// <summary>Processor time of the calling thread (clock_gettime(2), CLOCK_THREAD_CPUTIME_ID): what one core spends, whatever else the machine does.</summary>
internal static class ThreadTime
{
    private const int ThreadCpuTime = 3;

    /// <summary>Milliseconds since the thread began.</summary>
    public static double Milliseconds =>
        clock_gettime(ThreadCpuTime, out var time) == 0 ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6) : throw new InvalidOperationException("This machine does not tell a thread's processor time.");

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
