namespace DigestBot.Mail.Pacing;

/// <summary>
/// Counts what happened within a sliding window, in parts of it. The part that is running and as many whole ones as the window has are counted,
/// so that it never counts too little: in no window of the given length is there more than the limit; the rate that it allows is lower by one part.
/// Memory does not grow with the count. Time is the caller's, and must be of a clock that does not step; an earlier time counts as the latest one.
/// </summary>
/// <param name="window">Its length.</param>
/// <param name="parts">How many parts it has.</param>
internal sealed class SlidingCount(TimeSpan window, int parts)
{
    private readonly long _width = window.Ticks / parts;
    private readonly int[] _counts = new int[parts + 1];
    private long _last;
    private int _total;

    /// <summary>How many within the window.</summary>
    public int At(TimeSpan now)
    {
        Advance(now);
        return _total;
    }

    /// <summary>How long until fewer than <paramref name="most"/> are within the window; zero when they are now.</summary>
    public TimeSpan Until(TimeSpan now, int most)
    {
        Advance(now);
        var leaving = 0;
        // The oldest part leaves when the next one begins.
        for (var part = _last - parts; part <= _last && _total - leaving >= most; part++)
        {
            leaving += _counts[Place(part)];
            if (_total - leaving < most) return new TimeSpan(Math.Max(1, ((part + parts + 1) * _width) - now.Ticks));
        }

        return TimeSpan.Zero;
    }

    /// <summary>Counts one that happens now.</summary>
    public void Add(TimeSpan now)
    {
        Advance(now);
        _counts[Place(_last)]++;
        _total++;
    }

    /// <summary>Counts some that happened before; what is older than the window is not counted, what seems to lie ahead counts as now.</summary>
    public void Add(TimeSpan now, TimeSpan age, int count)
    {
        Advance(now);
        var part = Math.Min(_last, Part(now - (age > window + window ? window + window : age)));
        if (part < _last - parts) return;
        _counts[Place(part)] += count;
        _total += count;
    }

    /// <summary>Takes back one that was counted at a time, because it did not happen after all.</summary>
    public void Remove(TimeSpan now, TimeSpan counted)
    {
        Advance(now);
        var part = Part(counted);
        if (part < _last - parts || part > _last || _counts[Place(part)] == 0) return;
        _counts[Place(part)]--;
        _total--;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }

    private void Advance(TimeSpan now)
    {
        var part = Part(now);
        if (part <= _last) return;
        if (part - _last > parts) Clear();
        else
        {
            for (var gone = _last + 1; gone <= part; gone++)
            {
                _total -= _counts[Place(gone)];
                _counts[Place(gone)] = 0;
            }
        }

        _last = part;
    }

    private long Part(TimeSpan time) => (long)Math.Floor(time.Ticks / (double)_width);

    private int Place(long part) => (int)(((part % _counts.Length) + _counts.Length) % _counts.Length);
}
