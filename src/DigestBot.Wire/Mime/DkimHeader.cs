using System.Buffers;
using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Which header fields a DKIM signature covers, and their relaxed canonical form (RFC 6376 3.4.2, 5.4).</summary>
internal static class DkimHeader
{
    /// <summary>
    /// The fields that are signed, whether they are there or not. Each is named once more than it occurs, so that another one, added on the way,
    /// breaks the signature (RFC 6376 8.15). Return-Path and Received are not: every server on the way writes them.
    /// </summary>
    public static readonly IReadOnlyList<string> Signed =
    [
        "From", "To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "Sender", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "In-Reply-To", "References",
        "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "Auto-Submitted",
    ];

    private static readonly byte[][] SignedOctets = [.. Signed.Select(Encoding.ASCII.GetBytes)];

    /// <summary>Writes the canonical form of the fields to be signed.</summary>
    /// <param name="header">The header without the empty line after it.</param>
    /// <param name="output">Takes the canonical fields, each with its CRLF.</param>
    /// <param name="counts">Takes how often each of <see cref="Signed"/> occurs.</param>
    /// <exception cref="ArgumentException">What is no header field, or no From or several of them (RFC 6376 5.4, RFC 5322 3.6).</exception>
    public static void Canonicalize(ReadOnlySpan<byte> header, IBufferWriter<byte> output, Span<char> counts)
    {
        var fields = Fields(header);
        counts.Clear();
        for (var name = 0; name < Signed.Count; name++)
        {
            // RFC 6376 5.4.2: of several with one name, the lowest is signed first.
            for (var i = fields.Count - 1; i >= 0; i--)
            {
                if (fields[i].Name != name)
                    continue;
                Relax(header[fields[i].Octets], output);
                output.Write("\r\n"u8);
                counts[name]++;
            }
        }

        if (counts[0] != 1)
            throw new ArgumentException($"A message that is signed has one From field; this one has {(int)counts[0]}.", nameof(header));
    }

    /// <summary>The names for h=, in order: each once more than it occurs.</summary>
    /// <param name="counts">From <see cref="Canonicalize"/>.</param>
    public static IEnumerable<string> Names(string counts) => Signed.SelectMany((name, i) => Enumerable.Repeat(name, counts[i] + 1));

    /// <summary>RFC 6376 3.4.2: name in lower case, lines unfolded, white space reduced to one space, none around the colon or at the end. Writes no CRLF.</summary>
    public static void Relax(ReadOnlySpan<byte> field, IBufferWriter<byte> output)
    {
        var colon = field.IndexOf((byte)':');
        // The canonical form is never longer.
        var target = output.GetSpan(field.Length);
        var used = 0;
        foreach (var octet in field[..colon].TrimEnd(" \t"u8))
            target[used++] = octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet;
        target[used++] = (byte)':';
        var value = field[(colon + 1)..].Trim(" \t\r\n"u8);
        while (!value.IsEmpty)
        {
            var space = value.IndexOfAny(" \t\r\n"u8);
            if (space < 0)
                space = value.Length;
            value[..space].CopyTo(target[used..]);
            used += space;
            value = value[space..];
            var rest = value.TrimStart(" \t\r\n"u8);
            if (!rest.IsEmpty && value[..^rest.Length].ContainsAny(" \t"u8))
                target[used++] = (byte)' ';
            value = rest;
        }

        output.Advance(used);
    }

    /// <summary>The fields that are signed, in order: their places in <see cref="Signed"/>, and in the header.</summary>
    private static List<(int Name, Range Octets)> Fields(ReadOnlySpan<byte> header)
    {
        var fields = new List<(int, Range)>(24);
        for (var at = 0; at < header.Length;)
        {
            var end = at;
            do
            {
                var length = header[end..].IndexOf("\r\n"u8);
                end = length < 0 ? header.Length : end + length + 2;
            }
            while (end < header.Length && header[end] is (byte)' ' or (byte)'\t');
            var colon = header[at..end].IndexOf((byte)':');
            var name = colon < 0 ? [] : header.Slice(at, colon).TrimEnd(" \t"u8);
            if (name.IsEmpty || name.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
                throw new ArgumentException($"At octet {at} of the header is no header field.", nameof(header));
            if (Place(name) is >= 0 and var place)
                fields.Add((place, at..end));
            at = end;
        }

        return fields;
    }

    private static int Place(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < SignedOctets.Length; i++)
            if (Ascii.EqualsIgnoreCase(name, SignedOctets[i]))
                return i;
        return -1;
    }
}
