namespace DigestBot.Mail.Pacing;

/// <summary>
/// What is known of one recipient domain that has mails on their way or has been in trouble.
/// Refusals add up by their weight until the domain answers; five strong ones in a row, or twenty weak ones, hold all its mails back together, for two minutes at first
/// and twice as long with every further time, up to an hour. After that one mail alone tries; what it meets decides for the others.
/// </summary>
internal sealed class Domain(string key)
{
    private const int Enough = 5 * Verdict.Strong;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Refusals so long apart are no row.
    private static readonly TimeSpan Row = TimeSpan.FromMinutes(30);

    private int _weight;
    private TimeSpan _hold;
    private bool _trying;

    /// <summary>Its canonical name.</summary>
    public string Key => key;

    /// <summary>Mails on their way.</summary>
    public int InFlight { get; set; }

    /// <summary>Until when its mails are held back.</summary>
    public TimeSpan HeldUntil { get; private set; }

    /// <summary>When it last refused.</summary>
    public TimeSpan Refused { get; private set; }

    /// <summary>Nothing on its way, nothing against it: it can be forgotten.</summary>
    public bool IsPlain => InFlight == 0 && !InTrouble;

    /// <summary>Something speaks against it.</summary>
    public bool InTrouble => _weight > 0 || _trying;

    /// <summary>Whether its mails are held back now.</summary>
    public bool IsHeld(TimeSpan now) => now < HeldUntil;

    /// <summary>Whether another mail may be on its way to it.</summary>
    /// <param name="most">At the same time; 0 for no limit.</param>
    public bool HasPlace(int most) => InFlight == 0 || (!_trying && (most == 0 || InFlight < most));

    /// <summary>A mail to it ended so. What was on its way when the hold began says nothing new.</summary>
    public void Note(Verdict verdict, TimeSpan now)
    {
        if (verdict.DomainAnswered)
        {
            (_weight, _hold, _trying, HeldUntil) = (0, TimeSpan.Zero, false, TimeSpan.Zero);
            return;
        }

        if (verdict.DomainWeight == 0 || IsHeld(now)) return;
        if (now - Refused > Row && !_trying) _weight = 0;
        Refused = now;
        _weight += verdict.DomainWeight;
        // Greylisting without the word is weak: it does not end the trial, the next mail may be one whose time has come.
        if (_weight < Enough && !(_trying && verdict.DomainWeight == Verdict.Strong)) return;
        _hold = _hold == TimeSpan.Zero ? First : _hold * 2 < Longest ? _hold * 2 : Longest;
        (HeldUntil, _weight, _trying) = (now + _hold, 0, true);
    }
}
