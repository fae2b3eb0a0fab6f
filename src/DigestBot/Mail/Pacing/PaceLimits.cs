namespace DigestBot.Mail.Pacing;

/// <summary>How fast mail may leave at most; what the relay bears is found out below these.</summary>
/// <param name="Connections">Connections at the same time.</param>
/// <param name="MessagesPerConnection">Mails after which a connection is closed and another opened; 0 for no limit.</param>
/// <param name="PerSecond">Mails within any second; 0 for no limit.</param>
/// <param name="PerHour">Mails within any hour; 0 for no limit.</param>
/// <param name="ConnectionsPerDomain">Mails on their way to one recipient domain at the same time; 0 for no limit.</param>
public sealed record PaceLimits(int Connections, int MessagesPerConnection = 0, int PerSecond = 0, int PerHour = 0, int ConnectionsPerDomain = 0)
{
    /// <summary>
    /// A connection that has nothing to do for so long is closed by us: Postfix under stress waits 10 s for a command (smtpd_timeout, stress),
    /// and a connection that the server closed costs the next mail an attempt.
    /// </summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(5);

    /// <summary>Mails that nobody may send within this time are given back to the outbox: a lease must not end while its mail merely waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
}
