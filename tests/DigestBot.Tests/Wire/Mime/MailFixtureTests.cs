using System.Globalization;
using System.Text.Json;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>Each .eml of tests/fixtures/mail with the .json beside it: what the file names is compared, a new case is two new files.</summary>
public class MailFixtureTests
{
    public static TheoryData<string> Fixtures =>
        [.. Directory.GetFiles(Folder, "*.eml").Order(StringComparer.Ordinal).Select(file => Path.GetFileNameWithoutExtension(file)!)];

    private static string Folder => Path.Combine(Corpora.ProjectRoot, "tests/fixtures/mail");

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_message_is_read_as_its_expectation_says(string name)
    {
        var message = MessageReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".eml")));
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        foreach (var wanted in expected.RootElement.EnumerateObject())
            Found(wanted.Name, message).ShouldBe(wanted.Value.ValueKind switch
            {
                JsonValueKind.Array => string.Join('|', wanted.Value.EnumerateArray().Select(one => one.GetString())),
                JsonValueKind.Null => null,
                _ => wanted.Value.ToString(),
            }, wanted.Name);
    }

    private static string? Found(string what, ReceivedMessage message) => what switch
    {
        "subject" => message.Subject,
        "from" => string.Join('|', message.From),
        "to" => string.Join('|', message.To),
        "date" => message.Date?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        "messageId" => message.MessageId,
        "inReplyTo" => string.Join('|', message.InReplyTo),
        "references" => string.Join('|', message.References),
        "text" => message.TextBody,
        "html" => message.HtmlBody,
        "visible" => ReplyText.Visible(message.TextBody ?? ""),
        "attachments" => string.Join('|', message.Attachments.Select(part => $"{part.ContentType.MediaType} {part.FileName} {part.Content.Length}")),
        "innerSubjects" => string.Join('|', message.AllParts().Select(part => part.Message?.Subject).OfType<string>()),
        "problems" => (message.Problems.Count > 0).ToString(),
        "automatic" => AutomaticMail.Classify(message.Headers).ToString(),
        "report" => DeliveryReport.Read(message)?.Kind.ToString(),
        "feedbackType" => DeliveryReport.Read(message)?.FeedbackType,
        "original" => DeliveryReport.Read(message)?.Original?["Message-ID"],
        "recipients" => string.Join('|', (DeliveryReport.Read(message)?.Recipients ?? []).Select(one => $"{one.Address} {one.Action} {one.Status} {one.Reply} {one.Reason} {(one.Hard ? "hard" : "soft")}")),
        _ => throw new ArgumentException($"The expectation names something unknown: {what}"),
    };
}
