using System.Net.Sockets;
using System.Text;

namespace DigestBot.Tests.Servers;

/// <summary>What can be wrong with an answer of a relay.</summary>
internal static class RelayFaults
{
    /// <summary>Octets that a flood offers: far more than a client may take, or a socket may hold.</summary>
    public const long FloodOctets = 256 << 20;

    /// <summary>What a mail has come to, if this is the answer to its final dot.</summary>
    public static RelayVerdict VerdictOf(string fault) => fault switch
    {
        "none" or "split" or "bare-lf" or "nul" or "eight-bit" or "twice" or "early" or "flood" => RelayVerdict.Taken,
        "4xx" or "5xx" or "552" or "421" => RelayVerdict.Refused,
        _ => RelayVerdict.Unclear,
    };

    /// <summary>Answers.</summary>
    /// <param name="fault">A name, or "none".</param>
    /// <param name="stage">What is answered.</param>
    /// <param name="usual">The answer without a fault; its last line end is added here.</param>
    /// <param name="wire">Where to.</param>
    /// <param name="socket">The same, to be broken.</param>
    /// <param name="flooded">Told how many octets of a flood went out.</param>
    /// <returns>Whether the conversation goes on.</returns>
    public static async Task<bool> PlayAsync(string fault, RelayStage stage, string usual, ScriptedWire wire, Socket socket, Action<int> flooded)
    {
        switch (fault)
        {
            case "none":
                return await SayAsync(usual);
            case "4xx":
                return await SayAsync("451 4.3.0 come back later");
            case "5xx":
                return await SayAsync("554 5.6.0 we do not like the content");
            case "552":
                return await SayAsync("552 5.3.4 too large");
            case "421":
                await SayAsync("421 4.3.2 going down");
                return false;
            case "close":
                return false;
            case "reset":
                socket.LingerState = new LingerOption(true, 0);
                return false;
            case "silence":
                await wire.UntilClientLeavesAsync();
                return false;
            case "half":
                await wire.SendAsync(Encoding.ASCII.GetBytes(usual[..2]));
                return false;
            case "split":
                wire.Split = true;
                await SayAsync(usual);
                wire.Split = false;
                return true;
            case "bare-lf":
                await wire.SendAsync(Encoding.ASCII.GetBytes(usual.ReplaceLineEndings("\n") + "\n"));
                return true;
            case "nul":
                return await SayAsync(usual + " \0\0\u0001\u001b[2J");
            case "eight-bit":
                await wire.SendAsync([.. Encoding.ASCII.GetBytes(usual + " "), 0xff, 0xfe, 0x80, 0xc3, (byte)'\r', (byte)'\n']);
                return true;
            case "binary":
                var noise = new byte[700];
                new Random(5).NextBytes(noise);
                await wire.SendAsync([.. noise, (byte)'\r', (byte)'\n']);
                return true;
            case "endless-line":
                await wire.SendAsync(Encoding.ASCII.GetBytes(usual[..3] + " "));
                return await FloodAsync("xxxxxxxx");
            case "endless-lines":
                return await FloodAsync(usual[..3] + "-and so on\r\n");
            case "flood":
                return await FloodAsync(usual + "\r\n");
            case "twice":
                return await SayAsync(usual + "\r\n" + usual);
            case "early":
                return await SayAsync(usual + "\r\n" + Next(stage));
            case "wrong-code":
                return await SayAsync(stage == RelayStage.Data ? "250 2.0.0 ok" : "354 go on");
            case "mixed":
                return await SayAsync(usual[..3] + "-ok\r\n550 5.0.0 no");
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, "no such fault");
        }

        async Task<bool> SayAsync(string line)
        {
            await wire.SendAsync(Encoding.Latin1.GetBytes(line + "\r\n"));
            return true;
        }

        async Task<bool> FloodAsync(string once)
        {
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(once, 8000 / once.Length)));
            for (var sent = 0L; sent < FloodOctets; sent += block.Length)
            {
                await wire.SendAsync(block);
                flooded(block.Length);
            }

            return false;
        }
    }

    // The answer to the question that usually follows.
    private static string Next(RelayStage stage) => stage switch
    {
        RelayStage.Rcpt => "354 go on",
        RelayStage.Data => "250 2.0.0 taken",
        _ => "250 2.0.0 ok",
    };
}
