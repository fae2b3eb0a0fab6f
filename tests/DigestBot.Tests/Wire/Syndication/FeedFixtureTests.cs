using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DigestBot.Wire.Syndication;

namespace DigestBot.Tests.Wire.Syndication;

/// <summary>Every file in tests/fixtures/feeds beside its expectation, the JSON that the command line prints. A new case is a new pair of files.</summary>
public class FeedFixtureTests
{
    private const string Expected = ".expected.json";
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Folder = Path.Combine(Corpora.ProjectRoot, "tests", "fixtures", "feeds");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Where(name => !name.EndsWith(Expected, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feed_is_read_as_its_expectation_says(string name)
    {
        var actual = Read(name);
        var expectation = Path.Combine(Folder, name + Expected);
        File.Exists(expectation).ShouldBeTrue($"{name} has no {name}{Expected} beside it; what was read is\n{actual}");
        JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(File.ReadAllText(expectation))).ShouldBeTrue($"what was read is\n{actual}");
    }

    private static string Read(string name)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            try
            {
                FeedJson.Write(writer, name, FeedParser.Parse(File.ReadAllBytes(Path.Combine(Folder, name))));
            }
            catch (FeedFormatException e)
            {
                writer.WriteStartObject();
                writer.WriteString("source", name);
                writer.WriteString("error", e.Message);
                writer.WriteEndObject();
            }
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
