using System.Globalization;

namespace DigestBot.Benchmarks.Measuring;

/// <summary>Peak resident memory, as Linux counts it (proc(5): VmHWM in /proc/PID/status).</summary>
internal static class ProcessMemory
{
    /// <summary>Of this process; null where there is no /proc.</summary>
    public static double? OwnPeakMb() => PeakMb("self");

    /// <summary>Of a process; null when it has ended.</summary>
    public static double? PeakMb(string process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
