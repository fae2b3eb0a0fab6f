namespace DigestBot.Wire.Mime;

/// <summary>Builds the tree of parts in one pass over the octets.</summary>
internal sealed class MessageParser(ReadOnlyMemory<byte> bytes, ParserState state, int depth = 0)
{
    private readonly BoundaryStack _boundaries = new();
    private int _at;

    public ReceivedMessage ReadMessage()
    {
        var (root, _) = ReadPart(depth, ContentType.Plain);
        return new ReceivedMessage(root, state.Problems);
    }

    private (MimePart Part, BoundaryHit Hit) ReadPart(int level, ContentType fallback)
    {
        state.Parts++;
        var headers = new HeaderReader(bytes, _boundaries, state).Read(ref _at);
        var given = headers.First("Content-Type");
        var part = new MimePart(headers, given is null ? fallback : ContentType.Read(given.Structured));
        if (level >= MimeLimits.Depth)
        {
            state.ProblemOnce(_at, $"Parts are nested more than {MimeLimits.Depth} deep; what is deeper was not taken apart.");
            return ReadLeaf(part);
        }
        if (part.IsMultipart)
            return ReadMultipart(part, level);
        return IsMessage(part) ? ReadInner(part, level) : ReadLeaf(part);
    }

    private static bool IsMessage(MimePart part) => part.ContentType is { Type: "message", Subtype: "rfc822" or "global" or "news" };

    private (MimePart, BoundaryHit) ReadLeaf(MimePart part)
    {
        part.Raw = ToBoundary(out var hit);
        return (part, hit);
    }

    private (MimePart, BoundaryHit) ReadMultipart(MimePart part, int level)
    {
        if (Boundary(part) is not { } boundary)
        {
            state.Problem(_at, "A multipart has no boundary; it was not taken apart.");
            return ReadLeaf(part);
        }
        var mine = _boundaries.Count;
        var start = _at;
        _boundaries.Push(boundary);
        part.Preamble = ToBoundary(out var hit);
        // Only for the outermost, so that no octet is searched a second time at every depth.
        if (hit.Level != mine && level == depth && depth == 0 && LikelyBoundary(part.Preamble.Span) is { } likely)
        {
            state.Problem(start, "The boundary of the message does not occur; one that does was taken.");
            _boundaries.Pop();
            _boundaries.Push(likely);
            _at = start;
            part.Preamble = ToBoundary(out hit);
        }
        if (hit.Level != mine)
        {
            // Nothing in it: keep the octets, so that no text is lost.
            state.Problem(start, "The boundary of a multipart does not occur; it was not taken apart.");
            (part.Raw, part.Preamble) = (part.Preamble, default);
        }
        var parts = new List<MimePart>();
        var fallback = part.ContentType.Subtype == "digest" ? ContentType.Message : ContentType.Plain;
        while (hit.Level == mine && !hit.Closes && state.Parts < MimeLimits.Parts && _at < bytes.Length)
        {
            (var child, hit) = ReadPart(level + 1, fallback);
            parts.Add(child);
        }
        part.Parts = parts;
        _boundaries.Pop();
        if (hit.Level != mine)
        {
            if (parts.Count > 0)
                state.Problem(_at, "A multipart ends without its last boundary.");
            return (part, hit);
        }
        if (!hit.Closes && _at < bytes.Length)
            state.ProblemOnce(_at, $"The message has more than {MimeLimits.Parts} parts; the rest was left out.");
        part.Epilogue = ToBoundary(out hit);
        return (part, hit);
    }

    private (MimePart, BoundaryHit) ReadInner(MimePart part, int level)
    {
        if (part.IsEncoded)
        {
            // RFC 2046 5.2.1 forbids it; it is done.
            var (leaf, after) = ReadLeaf(part);
            if (state.DecodedMessages + leaf.Raw.Length > MimeLimits.DecodedMessages || state.Parts >= MimeLimits.Parts)
                state.ProblemOnce(_at, "Encoded messages inside the message are too large; they were not taken apart.");
            else
            {
                state.DecodedMessages += leaf.Raw.Length;
                leaf.Message = new MessageParser(leaf.Content, state, level + 1).ReadMessage();
            }
            return (leaf, after);
        }
        var start = _at;
        if (state.Parts >= MimeLimits.Parts)
            return ReadLeaf(part);
        var (root, hit) = ReadPart(level + 1, ContentType.Plain);
        part.Raw = bytes[start..Math.Max(start, _ended)];
        part.Message = new ReceivedMessage(root, state.Problems);
        return (part, hit);
    }

    private int _ended; // where the content before the last boundary line ended

    /// <summary>The octets up to the next boundary of any open multipart, less the line break that belongs to the boundary; moves behind that line.</summary>
    private ReadOnlyMemory<byte> ToBoundary(out BoundaryHit hit)
    {
        var start = _at;
        var span = bytes.Span;
        hit = BoundaryHit.End;
        for (var line = _at; line < span.Length && _boundaries.Count > 0;)
        {
            if (span[line] == '-')
            {
                var length = span[line..].IndexOf((byte)'\n');
                var end = length < 0 ? span.Length : line + length;
                if (_boundaries.Find(span[line..end], out hit))
                {
                    _at = Math.Min(end + 1, span.Length);
                    _ended = line - (line > start && span[line - 1] == '\n' ? line > start + 1 && span[line - 2] == '\r' ? 2 : 1 : 0);
                    return bytes[start.._ended];
                }
                hit = BoundaryHit.End;
                line = end;
            }
            var next = span[Math.Max(0, line)..].IndexOf("\n--"u8);
            if (next < 0)
                break;
            line += next + 1;
        }
        _at = _ended = span.Length;
        return bytes[start..];
    }

    /// <summary>The first line that begins with two hyphens and has a part's header directly below it.</summary>
    private static string? LikelyBoundary(ReadOnlySpan<byte> body)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var at = body.StartsWith("--"u8) ? 0 : body.IndexOf("\n--"u8) + 1;
            if (at == 0 && !body.StartsWith("--"u8))
                return null;
            body = body[(at + 2)..];
            var length = body.IndexOf((byte)'\n');
            if (length is > 0 and < BoundaryStack.Longest && body[(length + 1)..].StartsWith("Content-"u8))
                return System.Text.Encoding.Latin1.GetString(body[..length].TrimEnd(" \t\r"u8));
        }
        return null;
    }

    /// <summary>The boundary parameter; without one, a first line that looks like a boundary.</summary>
    private string? Boundary(MimePart part)
    {
        if (part.ContentType.Parameters.TryGetValue("boundary", out var given) && given.TrimEnd() is { Length: > 0 and <= BoundaryStack.Longest } boundary)
            return boundary;
        var rest = bytes.Span[_at..];
        rest = rest[..Math.Min(rest.Length, BoundaryStack.Longest)].TrimStart("\r\n"u8);
        var length = rest.IndexOf((byte)'\n');
        return length > 3 && rest.StartsWith("--"u8) ? System.Text.Encoding.Latin1.GetString(rest[2..length].TrimEnd(" \t\r"u8)) : null;
    }
}
