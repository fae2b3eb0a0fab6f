using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace DigestBot.Wire.Smtp;

/// <summary>A mailbox as it goes between the angle brackets of MAIL and RCPT.</summary>
/// <param name="Wire">The address; its domain is in ASCII (punycode where needed). Empty is the null return path.</param>
/// <param name="NeedsUtf8">The local part is not ASCII, so only a server with SMTPUTF8 can take it (RFC 6531).</param>
public readonly record struct SmtpAddress(string Wire, bool NeedsUtf8)
{
    // RFC 5321 4.5.3.1.3: a path has at most 256 octets, of which two are the brackets.
    private const int MaxOctets = 254;

    // RFC 5322 3.2.3: specials, which only a quoted local part can hold.
    private static readonly SearchValues<char> Specials = SearchValues.Create("\"()[]:;@\\,");

    // IdnMapping keeps no state between calls.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Checks an address and writes its domain in ASCII.</summary>
    /// <exception cref="ArgumentException">It cannot be sent to; the message says why.</exception>
    public static SmtpAddress Parse(string address) =>
        TryParse(address, out var parsed, out var problem) ? parsed : throw new ArgumentException(problem, nameof(address));

    /// <summary>
    /// Checks an address and writes its domain in ASCII. Nothing that could end the path or the command line passes: no control character, no space,
    /// no angle bracket, not even inside a quoted local part, where RFC 5321 would allow the last two but servers disagree on them.
    /// A quoted local part is otherwise kept as it is; two dots in a row, which some providers gave out, are too.
    /// </summary>
    public static bool TryParse(string? address, out SmtpAddress parsed, [NotNullWhen(false)] out string? problem)
    {
        parsed = default;
        problem = Problem(address, out var at);
        if (problem is not null)
            return false;
        var local = address![..at];
        var domain = Domain(address[(at + 1)..]);
        if (domain is null || Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > MaxOctets)
        {
            problem = domain is null
                ? $"The address {Shown(address)} has no usable domain after its @."
                : $"The address {Shown(address)} is longer than {MaxOctets} octets.";
            return false;
        }
        parsed = new SmtpAddress($"{local}@{domain}", !Ascii.IsValid(local));
        return true;
    }

    private static string? Problem(string? address, out int at)
    {
        at = address?.LastIndexOf('@') ?? -1;
        if (string.IsNullOrEmpty(address))
            return "The address is empty.";
        if (address.Length > 4 * MaxOctets)
            return $"The address {Shown(address)} is longer than {MaxOctets} octets.";
        foreach (var rune in address.EnumerateRunes())
            if (rune.Value is '<' or '>' || rune == Rune.ReplacementChar || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return $"The address {Shown(address)} contains U+{rune.Value:X4}, which no address can.";
        if (at < 1)
            return $"The address {Shown(address)} is not of the form name@domain.";
        return LocalIsSound(address.AsSpan(0, at)) ? null : $"The part of {Shown(address)} before the @ has characters that must be quoted.";
    }

    private static bool LocalIsSound(ReadOnlySpan<char> local)
    {
        if (local[0] != '"')
            return !local.ContainsAny(Specials);
        if (local.Length < 3 || local[^1] != '"')
            return false;
        var inside = local[1..^1];
        for (var i = 0; i < inside.Length; i++)
        {
            // RFC 5321 4.1.2: a backslash quotes exactly one character; a bare quote would end the string.
            if (inside[i] == '"' || (inside[i] == '\\' && ++i == inside.Length))
                return false;
        }
        return true;
    }

    private static string? Domain(string domain)
    {
        if (domain is ['[', .., ']'])
            return domain.AsSpan(1, domain.Length - 2) is { Length: > 1 and < 64 } literal && AllOf(literal, ":.") ? domain : null;
        if (!Ascii.IsValid(domain))
        {
            try
            {
                domain = Idn.GetAscii(domain);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
        return domain.Split('.').All(static label => label.Length is > 0 and < 64 && AllOf(label, "-_")) ? domain : null;
    }

    private static bool AllOf(ReadOnlySpan<char> text, string besides)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && !besides.Contains(c, StringComparison.Ordinal))
                return false;
        return true;
    }

    /// <summary>The address in quotes, fit for one line of a log.</summary>
    private static string Shown(string address)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in address.AsSpan(0, Math.Min(address.Length, 80)))
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        return shown.Append(address.Length > 80 ? "…\"" : "\"").ToString();
    }
}
