using System.Buffers;

namespace DigestBot.Wire.Mime;

/// <summary>What nearly every address is: lower-case ASCII without anything that has a meaning. Checked five times for each mail, so it must be quick.</summary>
internal static class PlainAddress
{
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> Local = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-.=");
    private static readonly SearchValues<char> Domain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>The address in its normal form, which is the text itself; null where a longer look is needed, which does not mean that it is wrong.</summary>
    public static EmailAddress? Read(string? text)
    {
        if (text is null || text.Length > EmailAddress.Longest || text.IndexOf('@', StringComparison.Ordinal) is not (> 0 and <= EmailAddress.LongestLocalPart and var at))
            return null;
        var local = text.AsSpan(0, at);
        var domain = text.AsSpan(at + 1);
        return IsLocalPart(local) && IsDomain(domain) ? new EmailAddress(local.ToString(), domain.ToString()) : null;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local) =>
        local[0] != '.' && local[^1] != '.' && !local.ContainsAnyExcept(Local) && !local.Contains("..", StringComparison.Ordinal);

    /// <summary>Names with "--" may be punycode, and a last part with a digit may be a number: both are looked at elsewhere.</summary>
    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.Length is 0 or > EmailDomain.Longest || domain.ContainsAnyExcept(Domain) || domain.Contains("--", StringComparison.Ordinal))
            return false;
        for (var labels = 1; ; labels++)
        {
            var dot = domain.IndexOf('.');
            var label = dot < 0 ? domain : domain[..dot];
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
                return false;
            if (dot < 0)
                return labels > 1 && !label.ContainsAnyInRange('0', '9');
            domain = domain[(dot + 1)..];
        }
    }
}
