using System.Net;
using System.Net.Sockets;

namespace DigestBot.Fetch;

/// <summary>
/// Decides which addresses a stranger's link may make us dial. It judges the address that is dialled, not the name:
/// a name may change its answer between two looks.
/// </summary>
public static class AddressGuard
{
    // IANA special-purpose registries (RFC 6890 and its successors): everything that is not the public internet.
    private static readonly IPNetwork[] Internal =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // All that has been given out as global unicast (RFC 4291 2.4, IANA); loopback, private and link-local addresses are outside it.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether the address is on the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // An IPv4 address inside an IPv6 one is where the packets go in the end.
            var bytes = address.GetAddressBytes();
            if (Nat64.Contains(address)) return IsPublic(new IPAddress(bytes.AsSpan(12, 4)));
            if (SixToFour.Contains(address)) return IsPublic(new IPAddress(bytes.AsSpan(2, 4)));
            if (!GlobalUnicast.Contains(address)) return false;
        }

        return !Array.Exists(Internal, network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }

    /// <summary>Dials the first address of a host that may be dialled; for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="BlockedAddressException">The host has no such address.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, Predicate<IPAddress> mayDial, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
        var allowed = Array.FindAll(addresses, mayDial);
        if (allowed.Length == 0)
            throw new BlockedAddressException(addresses.Length == 0
                ? $"{target.Host} has no address"
                : $"{target.Host} is at {addresses[0]}, which is not on the public internet (Fetch:AllowPrivateAddresses would allow it)");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A link leads to an address that strangers must not make us dial.</summary>
public sealed class BlockedAddressException(string message) : IOException(message);
