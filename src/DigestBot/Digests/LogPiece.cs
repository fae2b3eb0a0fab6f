using DigestBot.Store;

namespace DigestBot.Digests;

/// <summary>What a cursor sees of the log.</summary>
/// <param name="News">What entered after it, in order.</param>
/// <param name="Earlier">What stands before it and tells the same stories, in order: few articles, if any.</param>
internal sealed record LogSlice(IReadOnlyList<LogEntry> News, IReadOnlyList<LogEntry> Earlier);

/// <summary>A piece of the log in memory, which serves every cursor from its beginning on.</summary>
/// <param name="entries">Articles after <paramref name="from"/>, and what told their stories before, in order.</param>
/// <param name="from">The lowest cursor that it serves.</param>
internal sealed class LogPiece(IReadOnlyList<LogEntry> entries, long from)
{
    private const int MostSlices = 1_000;

    private readonly LogEntry[] _entries = [.. entries];
    private readonly Dictionary<long, LogSlice> _slices = [];

    /// <summary>The lowest cursor that it serves.</summary>
    public long From => from;

    /// <summary>What this cursor sees; it must not lie before <see cref="From"/>.</summary>
    public LogSlice After(long cursor)
    {
        if (_slices.TryGetValue(cursor, out var known)) return known;
        if (_slices.Count >= MostSlices) _slices.Clear();
        var first = FirstAfter(cursor);
        var news = new ArraySegment<LogEntry>(_entries, first, _entries.Length - first);
        var stories = news.Select(entry => entry.Story).ToHashSet();
        return _slices[cursor] = new LogSlice(news, [.. _entries.Take(first).Where(entry => stories.Contains(entry.Story))]);
    }

    private int FirstAfter(long cursor)
    {
        var (low, high) = (0, _entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].Seq <= cursor) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
