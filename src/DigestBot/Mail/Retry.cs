namespace DigestBot.Mail;

/// <summary>When a mail that was put off is tried again: growing pauses, up to a limit, spread so that a burst does not come back as a burst.</summary>
public static class Retry
{
    /// <summary>
    /// Tries that a mail has in any case: it may have waited for days without one, because the relay could not be reached or the machine's clock
    /// jumped, and then be met by greylisting.
    /// </summary>
    public const int LeastTries = 5;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(55), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(12),
    ];

    /// <summary>The next attempt, or null when the mail is given up.</summary>
    /// <param name="id">The outbox row: spreads the pauses by up to a quarter, the same for the same row and attempt.</param>
    /// <param name="attempts">Attempts made, this one included.</param>
    /// <param name="created">When the mail was queued.</param>
    /// <param name="now">Time of this attempt; before <paramref name="created"/> when the clock has been set back.</param>
    /// <param name="giveUp">How long a mail is tried.</param>
    public static DateTimeOffset? Next(long id, int attempts, DateTimeOffset created, DateTimeOffset now, TimeSpan giveUp)
    {
        if (attempts >= LeastTries && now - created >= giveUp) return null;
        var pause = Pauses[Math.Clamp(attempts - 1, 0, Pauses.Length - 1)];
        // A 64-bit mix (splitmix64) stands in for chance: the same row and attempt give the same pause.
        var mixed = unchecked((ulong)id * 0x9E3779B97F4A7C15UL + (ulong)attempts * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed ^= mixed >> 27;
        return now + pause + (pause * (mixed % 1000 / 4000.0));
    }
}
