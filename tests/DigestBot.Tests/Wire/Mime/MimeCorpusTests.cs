using System.Text;
using System.Text.Json;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>Messages and what another parser sees in them: a .json beside an .eml; .crlf.json belongs to the same message with CRLF line breaks.</summary>
public class MimeCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_message_of_the_corpus_is_read_and_yields_something()
    {
        foreach (var (name, bytes) in Messages())
        {
            var message = MessageReader.Read(bytes);
            (message.Headers.Count > 0 || !message.Root.Raw.IsEmpty || bytes.Length == 0).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void Well_formed_messages_are_read_as_others_read_them()
    {
        int right = 0, all = 0;
        foreach (var (name, bytes) in Messages())
        {
            var expectation = Path.ChangeExtension(name, ".json");
            if (!File.Exists(expectation))
                continue;
            all++;
            using var expected = JsonDocument.Parse(File.ReadAllText(expectation));
            var difference = MimeExpectation.Difference(expected.RootElement, MessageReader.Read(bytes));
            if (difference is null)
                right++;
            else
                output.WriteLine($"{Path.GetRelativePath(Corpora.Root, expectation)}: {difference}");
        }
        output.WriteLine($"{right} of {all} as expected");
        // The rest is malformed on purpose, where the other parser and the RFC differ, or has uuencoded files and 8-bit headers, which it leaves as they are.
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(0.65);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Messages()
    {
        foreach (var file in Directory.EnumerateFiles(Corpora.Path_("mail/mime"), "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            yield return (file, bytes);
            var latin1 = Encoding.Latin1.GetString(bytes);
            yield return (Path.ChangeExtension(file, ".crlf.eml"), Encoding.Latin1.GetBytes(latin1.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)));
        }
    }
}
