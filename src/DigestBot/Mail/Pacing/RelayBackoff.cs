namespace DigestBot.Mail.Pacing;

/// <summary>
/// Tells a burst of refusals from a refusal now and then, and says how long to be silent after one. Three refusals make a burst, unless ten times as many mails were
/// delivered between them: a relay that refuses one mail in ten is busy with something else (a recipient domain, a queue that is full at times); one that refuses more wants less of us.
/// A domain that keeps refusing while mails to others are delivered counts once: what it has is its own, whatever it says.
/// The first pause is a second; each burst that follows close on a pause doubles it, up to five minutes.
/// </summary>
internal sealed class RelayBackoff
{
    private const double Burst = 3;
    private const double Delivery = 0.1;
    private const int CalmMails = 10;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private double _score;
    private int _delivered;
    private TimeSpan _pause, _until;
    private string? _domain;
    private bool _othersDelivered;

    /// <summary>How long nobody may send.</summary>
    public TimeSpan Wait(TimeSpan now) => _until > now ? _until - now : TimeSpan.Zero;

    /// <summary>A mail was delivered.</summary>
    public void Delivered(string recipient)
    {
        _delivered++;
        if (_score == 0) return;
        _score = Math.Max(0, _score - Delivery);
        if (!_othersDelivered && _domain is not null && !IsOf(recipient)) _othersDelivered = true;
    }

    /// <summary>Whether a refusal that speaks against a recipient's domain is that domain's alone.</summary>
    public bool IsTheDomains(string recipient)
    {
        if (_score > 0 && _othersDelivered && _domain is not null && IsOf(recipient)) return true;
        (_domain, _othersDelivered) = (DomainKey.Of(recipient), false);
        return false;
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

    // Another form of the same domain passes as another one: that costs a refusal more.
    private bool IsOf(string recipient) => DomainKey.Written(recipient).Equals(_domain, StringComparison.OrdinalIgnoreCase);
}
