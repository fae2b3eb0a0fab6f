using System.Diagnostics;

namespace DigestBot.Benchmarks.Measuring;

/// <summary>Measures something several times.</summary>
internal static class Repetitions
{
    /// <summary>The middle value; of an even number, the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>How many of something are done per second, and the processor time that this process spent on each: the figure that other work on the machine disturbs least.</summary>
    /// <param name="count">How many are done.</param>
    /// <param name="work">Does them.</param>
    public static async Task<(double Rate, double CpuMicroseconds)> RateAsync(int count, Func<Task> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work();
        return (count / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / count);
    }

    /// <summary>Passes per second of a piece of work that is too short to be measured once: as many passes as fill a second.</summary>
    public static double[] PassRates(int repeat, Action pass)
    {
        pass();
        pass();
        var rates = new double[repeat];
        for (var i = 0; i < repeat; i++)
        {
            var watch = Stopwatch.StartNew();
            var passes = 0;
            do
            {
                pass();
                passes++;
            }
            while (watch.Elapsed < TimeSpan.FromSeconds(1));
            rates[i] = passes / watch.Elapsed.TotalSeconds;
        }

        return rates;
    }
}
