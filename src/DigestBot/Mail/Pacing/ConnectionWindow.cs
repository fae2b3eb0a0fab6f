namespace DigestBot.Mail.Pacing;

/// <summary>
/// How many connections may be open. A round begins with one; each time that every allowed connection has delivered some mails their number doubles, up to the
/// number that was found to be borne, and from there grows by one (slow start and congestion avoidance, RFC 5681 3.1). A burst of refusals halves it.
/// A connection that is refused while others are at work needs no guess: so many are too many, and the number of those at work is right.
/// Then one more is tried after a while that doubles with each refusal, so that a relay's fixed limit costs a handful of refusals an hour.
/// </summary>
/// <param name="most">As many as the operator allows.</param>
internal sealed class ConnectionWindow(int most)
{
    // Mails for each allowed connection before there may be more: 28 mails lie between one connection and eight.
    private const int MailsToDouble = 4;
    private const int MailsToAdd = 16;

    private static readonly TimeSpan FirstProbe = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LastProbe = TimeSpan.FromMinutes(15);

    private readonly int _most = most;
    private int _borne = most;
    private int _delivered;
    private int _refusedBeside = int.MaxValue;
    private TimeSpan _noMoreBefore;
    private TimeSpan _probe = FirstProbe;

    /// <summary>How many may be open.</summary>
    public int Allowed { get; private set; } = 1;

    /// <summary>A round begins.</summary>
    public void Begin() => (Allowed, _delivered) = (1, 0);

    /// <summary>A mail was delivered.</summary>
    /// <returns>Whether more connections are allowed than before.</returns>
    public bool Delivered(TimeSpan now)
    {
        if (Allowed == _most || ++_delivered < Allowed * (Allowed < _borne ? MailsToDouble : MailsToAdd)) return false;
        if (Allowed >= _borne && now < _noMoreBefore) return false;
        _delivered = 0;
        Allowed = Allowed < _borne ? Math.Min(_borne, Allowed * 2) : Allowed + 1;
        _borne = Math.Max(_borne, Allowed);
        return true;
    }

    /// <summary>A relay takes long over a mail. While all allowed connections are at work, one more may be opened, so that nothing else waits as long.</summary>
    /// <param name="open">How many are open.</param>
    /// <param name="now">Now.</param>
    /// <returns>Whether one more is allowed than before.</returns>
    public bool Slow(int open, TimeSpan now)
    {
        if (Allowed >= _most || open < Allowed || now < _noMoreBefore) return false;
        Allowed++;
        return true;
    }

    /// <summary>A connection was opened. If one more than this was refused once, that limit is gone.</summary>
    /// <param name="open">How many are open with it.</param>
    public void Opened(int open)
    {
        if (open > _refusedBeside) (_probe, _refusedBeside) = (FirstProbe, int.MaxValue);
    }

    /// <summary>A connection was refused while others were open.</summary>
    /// <param name="open">The others, at least one.</param>
    /// <param name="now">Now.</param>
    public void Refused(int open, TimeSpan now)
    {
        Allowed = Math.Clamp(open, 1, Allowed);
        (_borne, _delivered, _refusedBeside) = (Allowed, 0, open);
        // Several that were dialled at once are refused at once: one refusal.
        if (now < _noMoreBefore) return;
        _noMoreBefore = now + _probe;
        _probe = _probe * 2 < LastProbe ? _probe * 2 : LastProbe;
    }

    /// <summary>The relay refused mails in a burst.</summary>
    public void Halve()
    {
        Allowed = Math.Max(1, Allowed / 2);
        (_borne, _delivered) = (Allowed, 0);
    }
}
