using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace DigestBot.Benchmarks.Measuring;

/// <summary>
/// A distant server: passes each octet on, in both directions, a fixed time after it came. Throughput is not limited: what is on its way waits in memory, not in the sender's socket.
/// The first handshake of TCP is not delayed.
/// </summary>
internal sealed class DelayRelay : IAsyncDisposable
{
    private const int Piece = 64 * 1024;
    private const int MostPieces = 4_096;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TimeSpan _delay;
    private readonly int _target;
    private readonly Task _accepting;

    /// <summary>Starts to listen.</summary>
    /// <param name="target">The server's port on 127.0.0.1.</param>
    /// <param name="delay">For each direction: half of what a round trip takes.</param>
    public DelayRelay(int target, TimeSpan delay)
    {
        (_target, _delay) = (target, delay);
        _listener.Start(256);
        _accepting = AcceptAsync();
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> passing = [];
        try
        {
            while (true) passing.Add(PassAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _target), _end.Token);
                await Task.WhenAll(OneWayAsync(near, far), OneWayAsync(far, near));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Who hung up has said what there was to say; the benchmark counts what arrived.
            }
        }
    }

    private async Task OneWayAsync(Socket from, Socket to)
    {
        var onTheWay = Channel.CreateBounded<(byte[] Octets, int Count, long Due)>(new BoundedChannelOptions(MostPieces) { SingleReader = true, SingleWriter = true });
        var arriving = ArriveAsync(onTheWay.Reader, to);
        try
        {
            while (true)
            {
                var octets = ArrayPool<byte>.Shared.Rent(Piece);
                var count = await from.ReceiveAsync(octets.AsMemory(0, Piece), _end.Token);
                await onTheWay.Writer.WriteAsync((octets, count, Stopwatch.GetTimestamp() + (long)(_delay.TotalSeconds * Stopwatch.Frequency)), _end.Token);
                if (count == 0) break;
            }
        }
        finally
        {
            onTheWay.Writer.Complete();
            await arriving;
        }
    }

    private async Task ArriveAsync(ChannelReader<(byte[] Octets, int Count, long Due)> onTheWay, Socket to)
    {
        await foreach (var (octets, count, due) in onTheWay.ReadAllAsync(_end.Token))
        {
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var left && left > TimeSpan.Zero) await Task.Delay(left, _end.Token);
            if (count == 0) to.Shutdown(SocketShutdown.Send);
            for (var sent = 0; sent < count;) sent += await to.SendAsync(octets.AsMemory(sent, count - sent), _end.Token);
            ArrayPool<byte>.Shared.Return(octets);
        }
    }
}
