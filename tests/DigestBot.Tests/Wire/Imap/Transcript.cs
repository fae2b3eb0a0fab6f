using System.Globalization;
using System.Text;
using DigestBot.Wire.Imap;

namespace DigestBot.Tests.Wire.Imap;

/// <summary>A transcript: what is done (&gt;), what comes of it (=, or ! for a failure), and what both sides say (S:, C:).</summary>
internal sealed class Transcript
{
    private readonly List<(string Step, string Outcome)> _steps = [];
    private readonly List<(char Who, byte[] Bytes)> _turns = [];
    private ImapOptions _options = new("imap.test", 143, ImapSecurity.None, "ana", "s3same");

    public static Transcript Read(string path)
    {
        var transcript = new Transcript();
        foreach (var line in File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'))
            transcript.Take(line);
        return transcript;
    }

    public async Task ReplayAsync(Delivery delivery)
    {
        await using var stream = new ScriptedStream(_turns, delivery);
        ImapClient? client = null;
        foreach (var (step, outcome) in _steps)
        {
            var came = await OutcomeAsync(async () =>
            {
                if (step == "connect")
                {
                    client = await ImapClient.OpenAsync(_ => Task.FromResult<Stream>(stream), _options, new ImapLimits(), CancellationToken.None);
                    return string.Join(' ', client.Capabilities.Order(StringComparer.Ordinal));
                }
                return await DoAsync(client!, step.Split(' '));
            });
            stream.Departure.ShouldBeNull($"in “{step}”");
            if (outcome.StartsWith('!'))
                came.ShouldStartWith(outcome[..outcome.IndexOf(' ', 2)]);
            if (outcome.StartsWith('!'))
                came.ShouldContain(outcome[2..][(outcome[2..].IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            else
                came.ShouldBe(outcome, $"after “{step}”");
        }
        stream.Finished.ShouldBeTrue("the client did not say everything");
        _steps.ShouldNotBeEmpty();
    }

    private static async Task<string> OutcomeAsync(Func<Task<string>> step)
    {
        try
        {
            return ("= " + await step()).TrimEnd();
        }
        catch (ImapException failed)
        {
            failed.Message.ShouldStartWith("imap.test:143: ");
            failed.Message.ShouldNotContain("s3same");
            return $"! {failed.Kind} {failed.Message}";
        }
    }

    private static async Task<string> DoAsync(ImapClient client, string[] words)
    {
        switch (words[0])
        {
            case "select" or "examine":
                var mailbox = await client.SelectAsync(string.Join(' ', words[1..]), words[0] == "examine");
                var keeps = string.Concat(new[] { @"\Seen", "$Handled" }.Where(mailbox.Keeps).Select(flag => " keeps " + flag));
                return $"{mailbox.Name} validity {mailbox.UidValidity} next {mailbox.UidNext} exists {mailbox.Exists}{(mailbox.ReadOnly ? " read-only" : "")}{keeps}";
            case "search":
                uint? Value(string name) => Array.IndexOf(words, name) is var i and > 0 ? uint.Parse(words[i + 1], CultureInfo.InvariantCulture) : null;
                var without = Array.IndexOf(words, "without");
                return string.Join(' ', await client.SearchAsync(new ImapSearch(words.Contains("unseen"), Value("from"), Value("to"), without > 0 ? words[without + 1] : null)));
            case "fetch":
                var message = await client.FetchAsync(Uids(words[1]).Single());
                return message is null ? "gone" : $"{message.Uid} size {message.Size} [{string.Join(' ', message.Flags)}]{(message.Truncated ? " truncated" : "")} {Show(message.Bytes.Span)}";
            case "flag":
                await client.AddFlagsAsync(Uids(words[1]), words[2..]);
                return "";
            case "move":
                return (await client.MoveAsync(Uids(words[1]), string.Join(' ', words[2..]))).ToString();
            case "copy":
                return (await client.CopyAsync(Uids(words[1]), string.Join(' ', words[2..]))).ToString();
            case "noop":
                return $"{await client.NoopAsync()}";
            case "logout":
                await client.LogoutAsync();
                return "";
            default:
                throw new InvalidDataException($"A transcript says “{words[0]}”, which no test knows.");
        }
    }

    private static IEnumerable<uint> Uids(string list) => list.Split(',').Select(uid => uint.Parse(uid, CultureInfo.InvariantCulture));

    private static string Show(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private void Take(string line)
    {
        var rest = line.Length > 2 ? line[(line[1] == ' ' ? 2 : Math.Min(3, line.Length))..] : "";
        if (line.StartsWith('>'))
            _steps.Add((rest, "="));
        else if (line.StartsWith('=') || line.StartsWith('!'))
            _steps[^1] = (_steps[^1].Step, line.TrimEnd());
        else if (line.StartsWith("S:", StringComparison.Ordinal) || line.StartsWith("C:", StringComparison.Ordinal))
            Add(line[0], Encoding.UTF8.GetBytes(rest + "\r\n"));
        else if (line.StartsWith("user:", StringComparison.Ordinal))
            _options = _options with { User = line[6..] };
        else if (line.StartsWith("password:", StringComparison.Ordinal))
            _options = _options with { Password = line[10..] };
        else if (line.StartsWith("security:", StringComparison.Ordinal))
            _options = _options with { Security = Enum.Parse<ImapSecurity>(line[10..]) };
        else if (line.StartsWith("limits:", StringComparison.Ordinal) && line[8..].Split(' ') is [var whole, var head])
            _options = _options with { MaxMessageBytes = int.Parse(whole, CultureInfo.InvariantCulture), HeadBytes = int.Parse(head, CultureInfo.InvariantCulture) };
        else if (line.Length > 0 && !line.StartsWith('#'))
            throw new InvalidDataException($"A transcript's line is not understood: {line}");
    }

    private void Add(char who, byte[] bytes)
    {
        // Lines of one side that follow each other are one turn, so that "whole" means whole.
        if (_turns is [.., var last] && last.Who == who && who == 'S')
            _turns[^1] = (who, [.. last.Bytes, .. bytes]);
        else
            _turns.Add((who, bytes));
    }
}
