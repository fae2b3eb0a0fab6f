using System.Diagnostics;
using System.Security.Cryptography;
using DigestBot.Wire.Mime;

namespace DigestBot.Benchmarks.Measuring;

/// <summary>What RSA alone allows: signatures per second by the sender's own key, on all cores at once, with nothing else to do. No sender that signs each message can be faster.</summary>
internal static class SigningRate
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <summary>Signatures per second of all cores together.</summary>
    /// <param name="key">The key that mails are signed with.</param>
    public static async Task<double> OnAllCoresAsync(DkimKey key)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(core => Task.Factory.StartNew(
            () => Sign(key, core, watch), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static long Sign(DkimKey key, int core, Stopwatch watch)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> signature = stackalloc byte[key.SignatureOctets];
        long count = 0;
        for (; watch.Elapsed < Long; count++)
        {
            // Another hash each time, as of another message.
            BitConverter.TryWriteBytes(hash, count);
            hash[^1] = (byte)core;
            key.Sign(hash, signature);
        }

        return count;
    }
}
