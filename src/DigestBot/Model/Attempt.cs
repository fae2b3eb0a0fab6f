using System.Globalization;
using System.Text.RegularExpressions;

namespace DigestBot.Model;

/// <summary>What happened when a mail was tried.</summary>
public sealed partial record Attempt
{
    /// <summary>When it ended.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Where in the conversation it was decided: Mail, Rcpt, Data, FinalDot …; null when it never came to one.</summary>
    public string? Stage { get; init; }

    /// <summary>The relay's code (RFC 5321 4.2); null without an answer.</summary>
    public int? Code { get; init; }

    /// <summary>The enhanced status (RFC 3463), such as 5.1.1; null when the relay gave none.</summary>
    public string? Status { get; init; }

    /// <summary>The relay's words on one line, or why there were none.</summary>
    public required string Text { get; init; }

    /// <summary>Who was asked: host and port, or the folder; null when nobody was.</summary>
    public string? Relay { get; init; }

    /// <summary>Whether the relay may have taken the mail although it did not say so.</summary>
    public bool InDoubt { get; init; }

    /// <summary>Stage, code, status and words on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stage}{(Stage is null ? "" : ": ")}{Code}{(Code is null ? "" : " ")}{Status}{(Status is null ? "" : " ")}{Text}");

    /// <summary>Reads what <see cref="ToString"/> wrote; when and where are not in it.</summary>
    public static Attempt Read(string line)
    {
        var match = Line().Match(line);
        return new Attempt
        {
            Stage = match.Groups["stage"] is { Success: true } stage ? stage.Value : null,
            Code = match.Groups["code"] is { Success: true } code ? int.Parse(code.Value, CultureInfo.InvariantCulture) : null,
            Status = match.Groups["status"] is { Success: true } status ? status.Value : null, Text = match.Groups["text"].Value,
        };
    }

    [GeneratedRegex(@"^((?<stage>[A-Z][A-Za-z]+): (?=[2-5][0-9][0-9] ))?((?<code>[2-5][0-9][0-9]) )?((?<status>[245]\.[0-9]{1,3}\.[0-9]{1,3}) )?(?<text>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}

/// <summary>An attempt and which it was: 1 for the first.</summary>
public sealed record NumberedAttempt(int Number, Attempt Attempt);
