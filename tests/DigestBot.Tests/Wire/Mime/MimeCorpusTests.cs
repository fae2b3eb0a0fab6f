using System.Text;
using System.Text.Json;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>Messages and what another parser sees in them: a .json beside an .eml; .crlf.json belongs to the same message with CRLF line breaks.</summary>
public class MimeCorpusTests(ITestOutputHelper output)
{
    // Where the other parser leaves more than the RFCs do, or less. Each stays as it is on purpose.
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        ["legacy/026.crlf.json"] = "uuencoded files are decoded here",
        ["legacy/048.crlf.json"] = "uuencoded files are decoded here",
        ["thirdparty/002.json"] = "base64 that begins with what is no base64 is decoded without that (RFC 2045 6.8), not shown as it is",
        ["thirdparty/005.crlf.json"] = "a boundary that begins no line is none (RFC 2046 5.1.1)",
    };

    [Fact]
    public void Every_message_of_the_corpus_is_read_and_yields_something()
    {
        var count = 0;
        foreach (var (name, bytes) in Messages())
        {
            var message = MessageReaderTests.Touch(bytes);
            (message.Headers.Count > 0 || !message.Root.Raw.IsEmpty || bytes.Length == 0).ShouldBeTrue(name);
            count++;
        }

        output.WriteLine($"{count} messages read");
        count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Well_formed_messages_are_read_as_others_read_them()
    {
        var differences = Compared(name => !name.StartsWith("malformed/", StringComparison.Ordinal), out var all);
        output.WriteLine($"{all - differences.Count} of {all} well-formed messages as expected");
        all.ShouldBeGreaterThan(30);
        differences.Keys.ShouldBe(Otherwise.Keys, ignoreOrder: true);
    }

    [Fact]
    public void Malformed_messages_are_read_some_as_another_guesses_too()
    {
        var differences = Compared(name => name.StartsWith("malformed/", StringComparison.Ordinal), out var all);
        output.WriteLine($"{all - differences.Count} of {all} malformed messages as another reads them");
        // What is right for a message that breaks the rules, no rule says; most differ in where a part without an end ends.
        (all - differences.Count).ShouldBeGreaterThanOrEqualTo(6);
    }

    private Dictionary<string, string> Compared(Func<string, bool> wanted, out int all)
    {
        var differences = new Dictionary<string, string>();
        all = 0;
        foreach (var (name, bytes) in Messages())
        {
            var path = Path.ChangeExtension(name, ".json");
            var shown = Path.GetRelativePath(Corpora.Path_("mail/mime"), path).Replace('\\', '/');
            if (!File.Exists(path) || !wanted(shown)) continue;
            all++;
            using var expected = JsonDocument.Parse(File.ReadAllText(path));
            if (MimeExpectation.Difference(expected.RootElement, MessageReader.Read(bytes)) is not { } difference) continue;
            differences[shown] = difference;
            output.WriteLine($"{shown}: {difference}");
        }

        return differences;
    }

    /// <summary>Each message twice: NAME.json tells of its lines with LF, NAME.crlf.json of those with CRLF.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Messages()
    {
        foreach (var file in Directory.EnumerateFiles(Corpora.Path_("mail/mime"), "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var lines = Encoding.Latin1.GetString(File.ReadAllBytes(file)).Replace("\r\n", "\n", StringComparison.Ordinal);
            yield return (file, Encoding.Latin1.GetBytes(lines));
            yield return (Path.ChangeExtension(file, ".crlf.eml"), Encoding.Latin1.GetBytes(lines.Replace("\n", "\r\n", StringComparison.Ordinal)));
        }
    }
}
