namespace DigestBot.Mail.Pacing;

/// <summary>
/// Tells a burst of refusals from a refusal now and then, and says how long to be silent after one. Three refusals make a burst, unless four times as many mails were
/// delivered between them: a relay that refuses one mail in five is busy with something else (a recipient domain, a queue that is full at times); one that refuses more wants less of us.
/// The first pause is a second; each burst that follows close on a pause doubles it, up to five minutes.
/// </summary>
internal sealed class RelayBackoff
{
    private const double Burst = 3;
    private const double Delivery = 0.25;
    private const int CalmMails = 10;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private double _score;
    private int _delivered;
    private TimeSpan _pause, _until;

    /// <summary>How long nobody may send.</summary>
    public TimeSpan Wait(TimeSpan now) => _until > now ? _until - now : TimeSpan.Zero;

    /// <summary>A mail was delivered.</summary>
    public void Delivered()
    {
        _delivered++;
        if (_score > 0) _score = Math.Max(0, _score - Delivery);
    }

    /// <summary>The relay refused something for its own sake.</summary>
    /// <returns>Whether this makes a burst. What was under way when one began is refused too, and says nothing new.</returns>
    public bool Refused(TimeSpan now)
    {
        if (now < _until || ++_score < Burst) return false;
        var calm = now - _until > Calm && _delivered >= CalmMails;
        _pause = calm || _pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : _pause * 2 < Longest ? _pause * 2 : Longest;
        _until = now + _pause;
        (_score, _delivered) = (0, 0);
        return true;
    }
}
