using System.Diagnostics.CodeAnalysis;
using System.Text;
using DigestBot.Wire.Mime;

namespace DigestBot.Wire.Smtp;

/// <summary>A mailbox as it goes between the angle brackets of MAIL and RCPT.</summary>
/// <param name="Wire">The address; its domain is in ASCII (punycode where needed). Empty is the null return path.</param>
/// <param name="NeedsUtf8">The local part is not ASCII, so only a server with SMTPUTF8 can take it (RFC 6531).</param>
public readonly record struct SmtpAddress(string Wire, bool NeedsUtf8)
{
    /// <summary>Checks an address and writes its domain in ASCII.</summary>
    /// <exception cref="ArgumentException">It cannot be sent to; the message says why.</exception>
    public static SmtpAddress Parse(string address) =>
        TryParse(address, out var parsed, out var problem) ? parsed : throw new ArgumentException(problem, nameof(address));

    /// <summary>
    /// Checks an address and writes its domain in ASCII. Nothing that could end the path or the command line passes: no control character and no angle bracket,
    /// not even inside a quoted local part, where RFC 5321 would allow the latter but servers disagree on them. Whatever somebody can sign up with
    /// (<see cref="EmailAddress"/>) passes, as the header names it.
    /// </summary>
    public static bool TryParse(string? address, out SmtpAddress parsed, [NotNullWhen(false)] out string? problem)
    {
        var fine = ReachableAddress.TryParse(address, out var reachable, out var reason);
        parsed = fine ? new SmtpAddress(reachable!.ToString(), !Ascii.IsValid(reachable.LocalPart)) : default;
        problem = fine ? null : $"{reason.TrimEnd('.')}: \"{AddressLocalPart.Shown(address ?? "")}\"";
        return fine;
    }
}
