using System.Net;
using System.Net.Sockets;

namespace DigestBot.Web;

/// <summary>How many signups one network may send within an hour: a /24 of IPv4, a /56 of IPv6, which is what one household or attacker has.</summary>
public sealed class SignupLimit(WebOptions options, TimeProvider clock)
{
    private const int MostNetworks = 100_000;

    private readonly Dictionary<string, int> _counts = [];
    private long _hour;

    /// <summary>Counts a signup and says whether it may go on.</summary>
    public bool Allows(IPAddress? client)
    {
        lock (_counts)
        {
            var hour = clock.GetUtcNow().ToUnixTimeSeconds() / 3600;
            if (hour != _hour || _counts.Count > MostNetworks) _counts.Clear();
            _hour = hour;
            var network = Network(client);
            var count = _counts.GetValueOrDefault(network) + 1;
            _counts[network] = count;
            return count <= options.SignupsPerHour;
        }
    }

    private static string Network(IPAddress? client)
    {
        if (client is null) return "";
        if (client.IsIPv4MappedToIPv6) client = client.MapToIPv4();
        var bytes = client.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, client.AddressFamily == AddressFamily.InterNetwork ? 3 : 7));
    }
}
