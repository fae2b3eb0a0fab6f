using System.Collections.Frozen;

namespace DigestBot.Fetch;

/// <summary>The part of an address that names an article: two links to one article have one canonical address.</summary>
public static class CanonicalUrl
{
    private static readonly FrozenSet<string> Tracking = new[]
    {
        "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid", "_hsenc", "_hsmi", "mkt_tok", "ref_src", "cmpid", "ocid", "ncid",
        "sr_share", "smid", "smtyp", "spm", "at_medium", "at_campaign", "xtor", "wt.mc_id", "partner", "rss", "cmp", "s_cid", "guccounter",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Without scheme, "www.", default port, trailing slash, tracking parameters and text fragments; the host in lower case.
    /// Other fragments stay: the entries of a changelog differ in nothing else.
    /// </summary>
    /// <returns>The canonical form, or an empty string when <paramref name="url"/> is no web address.</returns>
    public static string Of(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return "";
        if (Host(uri) is not { Length: > 0 } host) return "";
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        if (host.EndsWith('.')) host = host[..^1];
        var port = uri.IsDefaultPort ? "" : ":" + uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var path = uri.AbsolutePath.TrimEnd('/');
        var query = string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsTracking(pair)));
        var fragment = uri.Fragment.TrimStart('#');
        if (fragment.StartsWith(":~:", StringComparison.Ordinal) || IsTracking(fragment)) fragment = "";
        return host + port + path + (query.Length > 0 ? "?" + query : "") + (fragment.Length > 0 ? "#" + fragment : "");
    }

    private static string? Host(Uri uri)
    {
        try
        {
            return uri.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return null; // a name that no registry can hold (RFC 5891 4.2); Uri finds that out only now
        }
    }

    private static bool IsTracking(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? pair : pair[..equals];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || (equals >= 0 && Tracking.Contains(name));
    }
}
