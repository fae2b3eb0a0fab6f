using System.Security.Cryptography;

namespace DigestBot.Wire.Mime;

/// <summary>
/// The body hash of a DKIM signature under the relaxed canonicalization (RFC 6376 3.4.4, 3.7), in one pass over the finished octets:
/// what is canonical as it stands, nearly all of a mail, is hashed where it lies.
/// </summary>
internal static class DkimBody
{
    private const int HashOctets = SHA256.HashSizeInBytes;

    /// <summary>SHA-256 of the canonical body.</summary>
    /// <param name="body">What follows the empty line after the header; lines end with CRLF.</param>
    /// <param name="hash">Takes 32 octets.</param>
    public static void Hash(ReadOnlySpan<byte> body, Span<byte> hash)
    {
        if (IsCanonicalAsItStands(body))
        {
            SHA256.HashData(body, hash);
            return;
        }

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // body[run..runEnd] is canonical and not hashed yet; after it came so many empty lines, which count only when something follows.
        int run = 0, runEnd = 0, empties = 0;
        for (var at = 0; at < body.Length;)
        {
            var length = body[at..].IndexOf("\r\n"u8);
            var next = length < 0 ? body.Length : at + length + 2;
            var line = length < 0 ? body[at..] : body.Slice(at, length);
            var text = line.TrimEnd(" \t"u8);
            if (text.IsEmpty)
                empties++;
            else if (text.Length == line.Length && length >= 0 && IsCanonical(line))
            {
                // An empty line that is two octets long is canonical too; a blank one is longer, and breaks the run.
                if (at - runEnd != 2 * empties)
                {
                    Flush(sha, body[run..runEnd], empties);
                    run = at;
                }

                (runEnd, empties) = (next, 0);
            }
            else
            {
                Flush(sha, body[run..runEnd], empties);
                AppendReduced(sha, text);
                (run, runEnd, empties) = (next, next, 0);
            }

            at = next;
        }

        sha.AppendData(body[run..runEnd]);
        sha.GetHashAndReset(hash[..HashOctets]);
    }

    /// <summary>No tab, no two spaces in a row, none at the end of a line, and one line break at the end of all: what quoted-printable and base64 nearly always give.</summary>
    private static bool IsCanonicalAsItStands(ReadOnlySpan<byte> body) =>
        body.EndsWith("\r\n"u8) && !body.EndsWith("\r\n\r\n"u8) && body.Length > 2
        && !body.Contains((byte)'\t') && body.IndexOf("  "u8) < 0 && body.IndexOf(" \r"u8) < 0;

    private static bool IsCanonical(ReadOnlySpan<byte> line) => !line.Contains((byte)'\t') && line.IndexOf("  "u8) < 0;

    private static void Flush(IncrementalHash sha, ReadOnlySpan<byte> run, int empties)
    {
        sha.AppendData(run);
        for (; empties > 0; empties--)
            sha.AppendData("\r\n"u8);
    }

    /// <summary>A line with each sequence of white space reduced to one space, and its CRLF.</summary>
    private static void AppendReduced(IncrementalHash sha, ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny((byte)' ', (byte)'\t') is >= 0 and var space)
        {
            sha.AppendData(text[..space]);
            sha.AppendData(" "u8);
            text = text[space..].TrimStart(" \t"u8);
        }

        sha.AppendData(text);
        sha.AppendData("\r\n"u8);
    }
}
