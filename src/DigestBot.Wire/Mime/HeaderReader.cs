using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>Reads the header of a message or part (RFC 5322 2.2), up to the empty line, a boundary or the end.</summary>
internal sealed class HeaderReader(ReadOnlyMemory<byte> bytes, BoundaryStack boundaries, ParserState state)
{
    private readonly List<HeaderField> _fields = [];

    /// <summary>Reads from a position, and moves it to where the body begins.</summary>
    public HeaderList Read(ref int at)
    {
        var span = bytes.Span;
        int start = -1; // of the field that is being collected
        while (at < span.Length)
        {
            var length = span[at..].IndexOf((byte)'\n');
            var next = length < 0 ? span.Length : at + length + 1;
            var line = span[at..(length < 0 ? span.Length : at + length)];
            if (line is [] or [(byte)'\r'])
            {
                Add(start, at);
                at = next;
                return new HeaderList(_fields);
            }
            if (boundaries.Find(line, out _))
            {
                state.Problem(at, "A part's header ends without an empty line.");
                break;
            }
            if (line[0] is not ((byte)' ' or (byte)'\t') || start < 0)
            {
                Add(start, at);
                start = -1;
                if (IsField(line))
                    start = at;
                else if (_fields.Count == 0 && !line.StartsWith("From "u8) && !line.StartsWith(">From "u8))
                {
                    state.Problem(at, "The header is missing; everything counts as body.");
                    return HeaderList.Empty;
                }
                else
                    state.Problem(at, "A line of the header is no header field; it was left out.");
            }
            if (++state.HeaderLines > MimeLimits.HeaderLines)
                start = -1;
            at = next;
        }
        Add(start, at);
        return new HeaderList(_fields);
    }

    /// <summary>A name of printable ASCII and a colon, with white space between at most (RFC 5322 4.5).</summary>
    private static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon > 0 && line[..colon].TrimEnd(" \t"u8) is { Length: > 0 and < 200 } name && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }

    private void Add(int start, int end)
    {
        if (start < 0)
            return;
        if (state.HeaderLines > MimeLimits.HeaderLines)
        {
            state.ProblemOnce(start, $"The header has more than {MimeLimits.HeaderLines} lines; the rest was left out.");
            return;
        }
        if (end - start > MimeLimits.FieldLength)
        {
            state.Problem(start, $"A header field is longer than {MimeLimits.FieldLength} octets; it was cut.");
            end = start + MimeLimits.FieldLength;
        }
        var raw = bytes[start..end];
        var colon = raw.Span.IndexOf((byte)':');
        var name = Encoding.ASCII.GetString(raw.Span[..colon].TrimEnd(" \t"u8));
        _fields.Add(new HeaderField(name, raw[(colon + 1)..], raw));
    }
}
