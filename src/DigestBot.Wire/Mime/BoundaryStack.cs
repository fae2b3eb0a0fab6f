using System.Text;

namespace DigestBot.Wire.Mime;

/// <summary>A line that ended a part.</summary>
/// <param name="Level">Which open multipart it belongs to, from 0 outside; -1 at the end of the message.</param>
/// <param name="Closes">Whether it is the last boundary of that multipart.</param>
internal readonly record struct BoundaryHit(int Level, bool Closes)
{
    public static BoundaryHit End { get; } = new(-1, true);
}

/// <summary>The boundaries of all multiparts that are open, found in constant time for each line (RFC 2046 5.1.1).</summary>
internal sealed class BoundaryStack
{
    /// <summary>Longer boundaries are not recognised; RFC 2046 allows 70.</summary>
    public const int Longest = 250;

    private readonly List<(string Boundary, int Shadowed)> _open = [];
    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);

    public int Count => _open.Count;

    public void Push(string boundary)
    {
        _open.Add((boundary, _levels.GetValueOrDefault(boundary, -1)));
        _levels[boundary] = _open.Count - 1;
    }

    public void Pop()
    {
        var (boundary, shadowed) = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (shadowed >= 0)
            _levels[boundary] = shadowed;
        else
            _levels.Remove(boundary);
    }

    /// <summary>Whether a line is a boundary of an open multipart.</summary>
    /// <param name="line">The line without its line break.</param>
    /// <param name="hit">Which.</param>
    public bool Find(ReadOnlySpan<byte> line, out BoundaryHit hit)
    {
        hit = default;
        if (_open.Count == 0 || !line.StartsWith("--"u8))
            return false;
        line = line[2..].TrimEnd(" \t\r"u8);
        if (line.Length > Longest + 2)
            return false;
        Span<char> name = stackalloc char[line.Length];
        Encoding.Latin1.GetChars(line, name);
        var lookup = _levels.GetAlternateLookup<ReadOnlySpan<char>>();
        var closes = false;
        if (!lookup.TryGetValue(name, out var level))
        {
            if (!name.EndsWith("--") || !lookup.TryGetValue(name[..^2].TrimEnd(' '), out level))
                return false;
            closes = true;
        }
        hit = new BoundaryHit(level, closes);
        return true;
    }
}
