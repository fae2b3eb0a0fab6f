using System.Buffers;
using System.Text;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Wire.Smtp;

/// <summary>The scan reads vectors; what it must find is said here octet by octet.</summary>
public class MessageScanTests
{
    [Fact]
    public void Whatever_the_octets_and_however_they_come_in_pieces_it_finds_what_a_slow_reader_finds()
    {
        var random = new Random(20260316);
        for (var round = 0; round < 20_000; round++)
        {
            var message = Message(random);
            MessageScan.Of(Split(message, random)).ShouldBe(Slow(message), Shown(message));
        }
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\n\r")]
    [InlineData("\r\n.")]
    [InlineData("\u00e9")]
    public void Something_special_is_seen_at_every_offset_and_across_every_border(string special)
    {
        for (var at = 0; at <= 100; at++)
        {
            var message = Encoding.Latin1.GetBytes(new string('x', at) + special + new string('y', 70));
            var expected = Slow(message);
            for (var border = 0; border <= message.Length; border++)
            {
                MessageScan.Of(Sequence([message.AsMemory(0, border), message.AsMemory(border)])).ShouldBe(expected, $"{at}, {border}: {Shown(message)}");
            }
        }
    }

    private static byte[] Message(Random random)
    {
        var text = new StringBuilder();
        for (var parts = random.Next(6); parts > 0; parts--)
        {
            text.Append('x', random.Next(70)).Append(random.Next(12) switch { 0 => ".", 1 => "\r\n.", 2 => "\u00ff", 3 => "\r\n\r\n", 4 when random.Next(4) == 0 => "\n", 5 when random.Next(4) == 0 => "\r", _ => "\r\n" });
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static ReadOnlySequence<byte> Split(byte[] message, Random random)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < message.Length;)
        {
            var length = Math.Min(message.Length - at, random.Next(3) == 0 ? random.Next(4) : random.Next(100));
            pieces.Add(message.AsMemory(at, length));
            at += length;
        }

        return Sequence(pieces);
    }

    private static ReadOnlySequence<byte> Sequence(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        if (pieces.Count == 0) return ReadOnlySequence<byte>.Empty;
        Piece first = new(pieces[0], null), last = first;
        foreach (var piece in pieces.Skip(1)) last = new Piece(piece, last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private static MessageScan Slow(byte[] message)
    {
        var (eightBit, dotLine) = (false, false);
        for (var i = 0; i < message.Length; i++)
        {
            var afterCr = i > 0 && message[i - 1] == '\r';
            eightBit |= message[i] > 127;
            dotLine |= message[i] == '.' && (i == 0 || (i > 1 && message[i - 2] == '\r' && message[i - 1] == '\n'));
            if (message[i] == '\n' != afterCr) return new MessageScan(message.Length, eightBit, afterCr ? i - 1 : i, dotLine, false);
        }

        var bare = message.Length > 0 && message[^1] == '\r' ? message.Length - 1 : -1;
        return new MessageScan(message.Length, eightBit, bare, dotLine, message.Length == 0 || message[^1] == '\n');
    }

    private static string Shown(byte[] message) => Encoding.Latin1.GetString(message).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            RunningIndex = before is null ? 0 : before.RunningIndex + before.Memory.Length;
            before?.Next = this;
        }
    }
}
