using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DigestBot.Wire.Smtp;

/// <summary>What must be known of a message before MAIL is sent.</summary>
/// <param name="Length">Octets, without dot-stuffing and the final dot (RFC 1870 3).</param>
/// <param name="HasEightBit">Some octet is above 127.</param>
/// <param name="BareAt">Offset of the first CR or LF that stands alone; -1 when there is none.</param>
/// <param name="HasDotLine">Some line begins with a dot, which DATA doubles (RFC 5321 4.5.2).</param>
/// <param name="EndsLine">The last octets are CRLF, or there are none.</param>
internal readonly record struct MessageScan(long Length, bool HasEightBit, long BareAt, bool HasDotLine, bool EndsLine)
{
    /// <summary>
    /// Looks through the message once, a vector of octets at a time. A bare LF or CR must never be sent (RFC 5321 2.3.8): a server that takes it
    /// for the end of a line would see commands where we see text.
    /// </summary>
    public static MessageScan Of(in ReadOnlySequence<byte> message)
    {
        var state = new State();
        var offset = 0L;
        foreach (var part in message)
        {
            var bare = state.Look(part.Span, offset);
            if (bare >= 0)
                return new MessageScan(message.Length, state.EightBit, bare, state.DotLine, EndsLine: false);
            offset += part.Length;
        }
        var ends = state.Before is Place.AfterCrLf or Place.Start;
        return new MessageScan(message.Length, state.EightBit, state.Before == Place.AfterCr ? offset - 1 : -1, state.DotLine, ends);
    }

    private enum Place { Start, Middle, AfterCr, AfterCrLf }

    private struct State()
    {
        public bool EightBit;
        public bool DotLine;
        public Place Before = Place.Start;

        /// <returns>Where a CR or LF stands alone, or -1.</returns>
        public long Look(ReadOnlySpan<byte> octets, long offset)
        {
            var at = 0;
            while (at < octets.Length)
            {
                if (Vector256.IsHardwareAccelerated && octets.Length - at >= Vector256<byte>.Count)
                {
                    at += Vectors(octets[at..], out var clean);
                    if (clean)
                        continue;
                }
                // The end of a piece, or the vector in which something is wrong: octet by octet.
                var until = Math.Min(octets.Length, at + Vector256<byte>.Count);
                for (; at < until; at++)
                    if (!Next(octets[at]))
                        return offset + at - (Before == Place.AfterCr ? 1 : 0);
            }
            return -1;
        }

        /// <summary>Takes whole vectors as long as every LF in them follows a CR and every CR is followed by an LF.</summary>
        /// <returns>How many octets were taken.</returns>
        private int Vectors(ReadOnlySpan<byte> octets, out bool clean)
        {
            var (cr, lf, dot) = (Vector256.Create((byte)'\r'), Vector256.Create((byte)'\n'), Vector256.Create((byte)'.'));
            var (high, dots) = (0u, 0u);
            var afterCr = Before == Place.AfterCr ? 1u : 0;
            var lineStart = Before is Place.Start or Place.AfterCrLf ? 1u : 0;
            ref var first = ref MemoryMarshal.GetReference(octets);
            var at = 0;
            clean = true;
            for (; at <= octets.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
            {
                var vector = Vector256.LoadUnsafe(ref first, (nuint)at);
                var crs = Vector256.Equals(vector, cr).ExtractMostSignificantBits();
                var lfs = Vector256.Equals(vector, lf).ExtractMostSignificantBits();
                if (lfs != ((crs << 1) | afterCr))
                {
                    clean = false;
                    break;
                }
                high |= vector.ExtractMostSignificantBits();
                dots |= Vector256.Equals(vector, dot).ExtractMostSignificantBits() & ((lfs << 1) | lineStart);
                (afterCr, lineStart) = (crs >> 31, lfs >> 31);
            }
            EightBit |= high != 0;
            DotLine |= dots != 0;
            if (at > 0)
                Before = afterCr != 0 ? Place.AfterCr : lineStart != 0 ? Place.AfterCrLf : Place.Middle;
            return at;
        }

        private bool Next(byte octet)
        {
            EightBit |= octet > 127;
            DotLine |= octet == '.' && Before is Place.Start or Place.AfterCrLf;
            var sound = octet == '\n' == (Before == Place.AfterCr);
            if (sound)
                Before = octet switch { (byte)'\r' => Place.AfterCr, (byte)'\n' => Place.AfterCrLf, _ => Place.Middle };
            return sound;
        }
    }
}
