using System.Net;
using System.Text;
using DigestBot.Wire.Mime;

namespace DigestBot.Rendering;

/// <summary>
/// A rendered frame, cut into lines that are the same in every digest, encoded once, and lines with slots, encoded for each digest.
/// </summary>
internal sealed class Frame
{
    private readonly List<Part> _parts;
    private readonly Func<string, string> _finish;

    /// <summary>Cuts a frame.</summary>
    /// <param name="rendered">The frame with tokens; lines end in LF.</param>
    /// <param name="finish">What is done to text before it is encoded, such as wrapping; null for nothing.</param>
    public Frame(string rendered, Func<string, string>? finish = null)
    {
        (_parts, _finish) = ([], finish ?? (text => text));
        var run = new StringBuilder();
        foreach (var line in rendered.Split('\n').SelectMany(Apart))
        {
            if (!line.Contains("slotZ", StringComparison.Ordinal))
            {
                run.Append(line).Append('\n');
                continue;
            }

            Flush(run);
            _parts.Add(new Part(null, line.Trim() is var block && Slots.Blocks.Contains(block) ? block : null, Cut(line + "\n")));
        }

        Flush(run);
    }

    private Frame(List<Part> parts, Func<string, string> finish) => (_parts, _finish) = (parts, finish);

    /// <summary>The frame without what is filled in, to be measured.</summary>
    public IEnumerable<EncodedPiece> Measure() => _parts.Select(part => part.Fixed ?? EncodedPiece.Of(string.Concat(part.Pieces!.Select(piece => piece.Text))));

    /// <summary>The same frame with some of its slots filled: what many digests share is encoded once.</summary>
    /// <param name="values">Values of slots within lines; the others stay slots.</param>
    /// <param name="blocks">Encoded pieces of slots that are blocks; the others stay slots.</param>
    public Frame Partly(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, IReadOnlyList<EncodedPiece>> blocks)
    {
        var parts = new List<Part>();
        foreach (var part in _parts)
        {
            if (part.Fixed is not null) parts.Add(part);
            else if (part.Block is not null && blocks.TryGetValue(part.Block, out var block)) parts.AddRange(block.Select(piece => new Part(piece, null, null)));
            else if (part.Block is not null) parts.Add(part);
            else
            {
                List<Piece> pieces = [.. part.Pieces!.Select(piece => piece.IsSlot && values.TryGetValue(piece.Text, out var value) ? new Piece(value, IsSlot: false) : piece)];
                parts.Add(pieces.Exists(piece => piece.IsSlot)
                    ? new Part(null, null, pieces)
                    : new Part(EncodedPiece.Of(_finish(string.Concat(pieces.Select(piece => piece.Text)))), null, null));
            }
        }

        return new Frame(parts, _finish);
    }

    /// <summary>The frame's pieces with everything filled in.</summary>
    /// <param name="values">Values of slots within lines, already in the form that the part needs (HTML-encoded or plain).</param>
    /// <param name="blocks">Encoded pieces of the slots that are blocks; may be null where there is none.</param>
    public List<EncodedPiece> Fill(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, IReadOnlyList<EncodedPiece>>? blocks = null)
    {
        var filled = new List<EncodedPiece>(_parts.Count + 8);
        foreach (var (bytes, block, pieces) in _parts)
        {
            if (bytes is not null) filled.Add(bytes);
            else if (block is not null && blocks is not null) filled.AddRange(blocks[block]);
            else filled.Add(EncodedPiece.Of(_finish(Join(pieces!, values))));
        }

        return filled;
    }

    /// <summary>A value as it stands in HTML.</summary>
    public static string Html(string value) => WebUtility.HtmlEncode(value);

    // The blocks stand on lines of their own, so that their pieces can be put in as they are; nothing else comes between two of them.
    private static IEnumerable<string> Apart(string line) => Slots.Blocks.Any(line.Contains)
        ? Slots.Blocks.Aggregate(line, (cut, block) => cut.Replace(block, "\n" + block + "\n", StringComparison.Ordinal)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : [line];

    /// <summary>Cuts a line at its slots, once: a value that looks like a slot (an article's title may) stays what it is.</summary>
    private static List<Piece> Cut(string line)
    {
        var pieces = new List<Piece>();
        for (var at = 0; at < line.Length;)
        {
            var (next, found) = (line.Length, "");
            foreach (var slot in Slots.Inline)
                if (line.IndexOf(slot, at, StringComparison.Ordinal) is >= 0 and var index && index < next)
                    (next, found) = (index, slot);
            if (next > at) pieces.Add(new Piece(line[at..next], IsSlot: false));
            if (found.Length > 0) pieces.Add(new Piece(found, IsSlot: true));
            at = next + found.Length;
        }

        return pieces;
    }

    private static string Join(List<Piece> pieces, IReadOnlyDictionary<string, string> values)
    {
        var words = new string[pieces.Count];
        for (var i = 0; i < words.Length; i++) words[i] = pieces[i].IsSlot && values.TryGetValue(pieces[i].Text, out var value) ? value : pieces[i].Text;
        return string.Concat(words);
    }

    private void Flush(StringBuilder run)
    {
        if (run.Length == 0) return;
        _parts.Add(new Part(EncodedPiece.Of(_finish(run.ToString())), null, null));
        run.Clear();
    }

    /// <summary>Fixed lines, or a line with slots in pieces, which may be a block's.</summary>
    private readonly record struct Part(EncodedPiece? Fixed, string? Block, List<Piece>? Pieces);

    /// <summary>A stretch of a line: text as it is, or a slot.</summary>
    private readonly record struct Piece(string Text, bool IsSlot);
}
