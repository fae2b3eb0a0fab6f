namespace DigestBot.Fetch;

/// <summary>Section <c>Fetch</c>: how feeds and pages are fetched.</summary>
public sealed class FetchOptions
{
    /// <summary>What publishers see; <c>{url}</c> stands for the service's public address, so that they can find whom to ask.</summary>
    public string UserAgent { get; set; } = "DigestBot/0.1 (+{url})";

    /// <summary>Seconds for a whole fetch, redirects and body included.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Bytes of a body after decompression.</summary>
    public int MaxBytes { get; set; } = 15 * 1024 * 1024;

    /// <summary>Redirects that are followed.</summary>
    public int MaxRedirects { get; set; } = 5;

    /// <summary>Fetches at the same time, over all hosts.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>Fetches at the same time from one host.</summary>
    public int ConcurrencyPerHost { get; set; } = 2;

    /// <summary>Whether loopback and private addresses may be fetched: for tests and the demo only.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>What is wrong with these settings: (setting, value, what would be right).</summary>
    public IEnumerable<(string Setting, object Value, string Right)> Problems()
    {
        if (string.IsNullOrWhiteSpace(UserAgent)) yield return ("Fetch:UserAgent", UserAgent, "a name that publishers can look up");
        if (TimeoutSeconds is < 1 or > 300) yield return ("Fetch:TimeoutSeconds", TimeoutSeconds, "1 to 300");
        if (MaxBytes is < 65536 or > 268435456) yield return ("Fetch:MaxBytes", MaxBytes, "65536 to 268435456");
        if (MaxRedirects is < 0 or > 20) yield return ("Fetch:MaxRedirects", MaxRedirects, "0 to 20");
        if (Concurrency is < 1 or > 256) yield return ("Fetch:Concurrency", Concurrency, "1 to 256");
        if (ConcurrencyPerHost is < 1 or > 16) yield return ("Fetch:ConcurrencyPerHost", ConcurrencyPerHost, "1 to 16");
    }
}
