namespace DigestBot.Web;

/// <summary>Section <c>Web</c>: addresses of the service and limits of its pages.</summary>
public sealed class WebOptions
{
    /// <summary>The service's address as subscribers reach it; all links in mails begin with it.</summary>
    public string PublicUrl { get; set; } = "http://localhost:8025";

    /// <summary>Where the service listens.</summary>
    public string Listen { get; set; } = "http://localhost:8025";

    /// <summary>Signups from one network within an hour.</summary>
    public int SignupsPerHour { get; set; } = 20;

    /// <summary>Whether the client's address is taken from X-Forwarded-For: only behind a proxy of your own.</summary>
    public bool BehindProxy { get; set; }

    /// <summary>Without a slash at the end.</summary>
    public string Root => PublicUrl.TrimEnd('/');

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (!IsWeb(PublicUrl) || new Uri(PublicUrl).AbsolutePath != "/") yield return ("Web:PublicUrl", PublicUrl, "an address without a path, such as https://digest.your-domain.org");
        foreach (var address in Listen.Split(';'))
            if (!IsWeb(address.Replace("*", "host", StringComparison.Ordinal).Replace("+", "host", StringComparison.Ordinal))) yield return ("Web:Listen", Listen, "an address such as http://localhost:8025 or http://*:8025");
        if (SignupsPerHour is < 1 or > 100_000) yield return ("Web:SignupsPerHour", SignupsPerHour, "1 to 100000");
    }

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
}
