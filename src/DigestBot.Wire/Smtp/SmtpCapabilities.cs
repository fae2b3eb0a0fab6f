using System.Globalization;

namespace DigestBot.Wire.Smtp;

/// <summary>What the server said after EHLO that it can do (RFC 5321 4.1.1.1). Those of a HELO-only server are all absent.</summary>
public sealed record SmtpCapabilities
{
    /// <summary>A server that only knows HELO.</summary>
    public static SmtpCapabilities None { get; } = new();

    /// <summary>Commands may be sent without waiting for each answer (RFC 2920).</summary>
    public bool Pipelining { get; init; }

    /// <summary>Bytes above 127 may be in the message (RFC 6152).</summary>
    public bool EightBitMime { get; init; }

    /// <summary>Addresses may be written in any script (RFC 6531).</summary>
    public bool SmtpUtf8 { get; init; }

    /// <summary>The connection can be encrypted (RFC 3207).</summary>
    public bool StartTls { get; init; }

    /// <summary>Replies carry RFC 3463 statuses (RFC 2034).</summary>
    public bool EnhancedStatusCodes { get; init; }

    /// <summary>Delivery reports can be asked for (RFC 3461).</summary>
    public bool Dsn { get; init; }

    /// <summary>BDAT is known (RFC 3030).</summary>
    public bool Chunking { get; init; }

    /// <summary>
    /// Messages may be fetched from a mailbox (RFC 4468), so this is a submission server of its own before the relay: Dovecot's. It learns what that relay can do
    /// when somebody has signed in, and version 2.3 crashes when the next RCPT follows a message's end before its answer (an assertion, pending_rcpt_cmds == 0),
    /// after the relay has taken the message and before it says so.
    /// </summary>
    public bool Burl { get; init; }

    /// <summary>SIZE was announced (RFC 1870).</summary>
    public bool Size { get; init; }

    /// <summary>The largest message in octets; null when the server sets no limit.</summary>
    public long? MaxSize { get; init; }

    /// <summary>SASL mechanisms, upper case (RFC 4954).</summary>
    public IReadOnlyList<string> Authentication { get; init; } = [];

    /// <summary>Every line as the server wrote it, keyword and parameters.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Reads the reply to EHLO: its first line is the server's name, each other a keyword with its parameters.</summary>
    public static SmtpCapabilities Parse(SmtpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var lines = reply.Text.Split('\n')[1..];
        var found = None with { Extensions = lines };
        foreach (var line in lines)
        {
            // AUTH=LOGIN is how servers wrote it before RFC 2554, and some still do.
            var words = line.Replace("AUTH=", "AUTH ", StringComparison.OrdinalIgnoreCase)
                .ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0)
                continue;
            found = words[0] switch
            {
                "PIPELINING" => found with { Pipelining = true },
                "8BITMIME" => found with { EightBitMime = true },
                "SMTPUTF8" => found with { SmtpUtf8 = true },
                "STARTTLS" => found with { StartTls = true },
                "DSN" => found with { Dsn = true },
                "CHUNKING" => found with { Chunking = true },
                "BURL" => found with { Burl = true },
                "ENHANCEDSTATUSCODES" => found with { EnhancedStatusCodes = true },
                "SIZE" => found with { Size = true, MaxSize = LimitOf(words) },
                "AUTH" => found with { Authentication = [.. found.Authentication.Union(words[1..], StringComparer.Ordinal)] },
                _ => found,
            };
        }
        return found;
    }

    // RFC 1870 3: no number, or 0, means no fixed limit.
    private static long? LimitOf(string[] words) =>
        words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;
}
