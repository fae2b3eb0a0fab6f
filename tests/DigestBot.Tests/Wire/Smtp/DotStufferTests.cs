using System.Buffers;
using System.Text;
using DigestBot.Demo;
using DigestBot.Wire.Smtp;
using FsCheck;
using FsCheck.Fluent;

namespace DigestBot.Tests.Wire.Smtp;

public class DotStufferTests
{
    // Few kinds of octets, so that every sequence of them comes up.
    private static readonly Arbitrary<string> Lines = Gen.ArrayOf(Gen.Elements(".", "\r\n", "a", "..", "\r\n.", "\r\n.\r\n", "bc")).Select(string.Concat).ToArbitrary();

    [Fact]
    public void What_is_stuffed_in_any_pieces_is_what_the_other_end_unstuffs() =>
        Prop.ForAll(Lines, Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(2, 9).ToArbitrary(), (text, piece, room) =>
        {
            var stuffed = Stuff(text, piece, room);
            return stuffed == Plainly(text) && Unstuff(stuffed + (stuffed.EndsWith("\r\n", StringComparison.Ordinal) || stuffed == "" ? ".\r\n" : "\r\n.\r\n"), piece) is var back
                && (back == text || back == text + "\r\n");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_message_without_dots_is_searched_once()
    {
        var message = new byte[50 << 20];
        Array.Fill(message, (byte)'a');
        var target = new byte[64 * 1024];
        var stuffer = new DotStuffer();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var at = 0; at < message.Length;)
            at += stuffer.Copy(message.AsSpan(at), target).Consumed;
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("a\r\nb", -1, false)]
    [InlineData("a\nb", 1, false)]
    [InlineData("a\r\n\rb", 3, false)]
    [InlineData("a\u00e9\r\n\r", 5, true)]
    [InlineData("", -1, false)]
    public void A_bare_line_end_and_eight_bits_are_found_in_any_pieces(string text, long bareAt, bool eightBit)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        for (var piece = 1; piece <= octets.Length + 1; piece++)
        {
            var scan = MessageScan.Of(Pieces.Of(octets, piece));
            scan.BareAt.ShouldBe(bareAt);
            (bareAt >= 0 || scan.HasEightBit == eightBit).ShouldBeTrue();
            scan.Length.ShouldBe(octets.Length);
        }
    }

    private static string Stuff(string text, int piece, int room)
    {
        var stuffer = new DotStuffer();
        var target = new byte[room];
        var stuffed = new StringBuilder();
        var octets = Encoding.ASCII.GetBytes(text);
        for (var at = 0; at < octets.Length;)
        {
            var (consumed, written) = stuffer.Copy(octets.AsSpan(at, Math.Min(piece, octets.Length - at)), target);
            stuffed.Append(Encoding.ASCII.GetString(target, 0, written));
            at += consumed;
        }
        return stuffed.ToString();
    }

    private static string Plainly(string text) => ("\r\n" + text).Replace("\r\n.", "\r\n..", StringComparison.Ordinal)[2..];

    private static string Unstuff(string stuffed, int piece)
    {
        var scan = new DotScan();
        var message = new ArrayBufferWriter<byte>();
        var octets = Encoding.ASCII.GetBytes(stuffed);
        for (var at = 0; at < octets.Length; at += piece)
            if (scan.Take(octets.AsSpan(at, Math.Min(piece, octets.Length - at)), message, out _))
                break;
        return Encoding.ASCII.GetString(message.WrittenSpan);
    }
}
