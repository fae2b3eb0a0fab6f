using System.Diagnostics;
using System.Globalization;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>Real messages, broken by a fixed seed: none throws, none takes long, none grows. DIGESTBOT_FUZZ_MESSAGES asks for more than two thousand.</summary>
public class MimeFuzzTests(ITestOutputHelper output)
{
    private const int Usual = 2000;
    private const int Largest = 256 * 1024;

    private static readonly byte[][] Words =
    [
        [.. "\r\n"u8], [.. "\n\n"u8], [.. "\r"u8], [.. "\0"u8], [.. "--"u8], [.. "=?utf-8?q?"u8], [.. "?="u8], [.. "=?x?b?/"u8], [.. "\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n"u8],
        [.. "\r\nContent-Type: message/rfc822\r\n\r\n"u8], [.. "\r\nContent-Transfer-Encoding: base64\r\n"u8], [.. "\r\nContent-Transfer-Encoding: quoted-printable\r\n"u8], [.. "charset*0*=utf-7''"u8], [.. "filename*99=x; "u8],
        [.. "begin 644 x\r\n"u8], [.. "<"u8], [.. "\""u8], [.. "("u8], [.. "\\"u8], [.. "="u8], [.. "; "u8], [0xff, 0xfe], [0xf0, 0x9f, 0x98], [0x1b, (byte)'$', (byte)'B'],
    ];

    [Fact]
    public void A_broken_message_is_read_all_the_same_within_time_and_memory()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("DIGESTBOT_FUZZ_MESSAGES") ?? Usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var seeds = MimeCorpusTests.Messages().Select(message => message.Bytes).Where(bytes => bytes.Length < Largest).ToList();
        var chance = new Random(5322);
        var (slowest, largest) = (TimeSpan.Zero, 0L);
        for (var i = 0; i < count; i++)
        {
            var bytes = Broken(seeds, chance);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            try
            {
                MessageReaderTests.Touch(bytes);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Message {i} of the seed: {Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 20_000)))}", e);
            }

            clock.Stop();
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (clock.Elapsed > slowest) slowest = clock.Elapsed;
            largest = Math.Max(largest, allocated / (bytes.Length + 4096));
            // Generous, for other tests run beside this one; a reader that is not linear is beyond it all the same.
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), $"message {i}, {bytes.Length} octets");
            allocated.ShouldBeLessThan(4_000_000 + 200L * bytes.Length, $"message {i}, {bytes.Length} octets");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} messages, the slowest {slowest.TotalMilliseconds:0} ms, {largest} octets allocated for each octet at most"));
    }

    private static byte[] Broken(List<byte[]> seeds, Random chance)
    {
        var bytes = seeds[chance.Next(seeds.Count)].ToList();
        for (var times = chance.Next(1, 12); times > 0 && bytes.Count > 0; times--)
        {
            var at = chance.Next(bytes.Count);
            var length = Math.Min(chance.Next(chance.Next(2, 2000)), bytes.Count - at);
            switch (chance.Next(8))
            {
                case 0: bytes[at] = (byte)chance.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << chance.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, Words[chance.Next(Words.Length)]); break;
                case 5: bytes.InsertRange(at, Enumerable.Repeat(Words[chance.Next(Words.Length)], chance.Next(1, 300)).SelectMany(word => word)); break;
                case 6: bytes.RemoveRange(at, bytes.Count - at); break;
                default:
                    var other = seeds[chance.Next(seeds.Count)];
                    bytes.InsertRange(at, other.AsSpan(chance.Next(other.Length + 1)).ToArray());
                    break;
            }
        }

        return [.. bytes.Take(Largest)];
    }
}
