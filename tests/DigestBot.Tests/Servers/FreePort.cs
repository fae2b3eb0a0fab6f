using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DigestBot.Tests.Servers;

/// <summary>Ports of 127.0.0.1 for programs that cannot choose one themselves.</summary>
internal static class FreePort
{
    // Below the range from which Linux gives ports to whoever does not ask for one, so that none is taken between finding and using it.
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int _next = Environment.ProcessId * 37 % Count;

    public static int Find()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody else's; the next.
            }
        }
        throw new InvalidOperationException($"No port of 127.0.0.1 between {First} and {First + Count} is free.");
    }

    /// <summary>Waits until somebody listens, without connecting: a connection would count as the first client.</summary>
    public static async Task ListensAsync(int port, Func<string?> failure, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(20);
        var clock = Stopwatch.StartNew();
        var wanted = ":" + port.ToString("X4", CultureInfo.InvariantCulture) + " ";
        while (!Listens(wanted))
        {
            if (failure() is { } reason)
                throw new InvalidOperationException(reason);
            if (clock.Elapsed > limit)
                throw new TimeoutException($"Nothing listens on 127.0.0.1:{port}.");
            await Task.Delay(20);
        }
    }

    // proc(5): local_address is the second column, state the fourth; 0A is LISTEN.
    private static bool Listens(string wanted) => File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Any(columns => columns.Length > 3 && columns[3] == "0A" && (columns[1] + " ").EndsWith(wanted, StringComparison.Ordinal));
}
