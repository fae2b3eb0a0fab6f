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

    /// <summary>How many of something are done per second.</summary>
    /// <param name="repeat">Repetitions.</param>
    /// <param name="count">How many are done by one call.</param>
    /// <param name="work">Does them.</param>
    public static async Task<double[]> RatesAsync(int repeat, int count, Func<Task> work)
    {
        var rates = new double[repeat];
        for (var i = 0; i < repeat; i++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            rates[i] = count / watch.Elapsed.TotalSeconds;
        }

        return rates;
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
