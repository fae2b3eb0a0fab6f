using System.Text.Json;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

public class DeliveryReportTests(ITestOutputHelper output)
{
    [Fact]
    public void Bounces_and_complaints_of_the_corpus_are_recognised()
    {
        var folder = Corpora.Path_("mail/bounces");
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        int all = 0, recognised = 0, counted = 0, hard = 0, reasons = 0, statuses = 0, replies = 0;
        foreach (var file in expected.RootElement.EnumerateObject())
        {
            var wanted = file.Value.EnumerateArray().ToList();
            var message = MessageReader.Read(File.ReadAllBytes(Path.Combine(folder, file.Name)));
            all++;
            if (wanted[0].GetProperty("reason").GetString() == "vacation")
            {
                if (AutomaticMail.Classify(message.Headers) == AutomaticKind.AutoReply && DeliveryReport.Read(message) is null)
                    (recognised, counted, hard, reasons, statuses, replies) = (recognised + 1, counted + 1, hard + 1, reasons + 1, statuses + 1, replies + 1);
                else
                    output.WriteLine($"{file.Name}: not an automatic reply");
                continue;
            }
            var report = DeliveryReport.Read(message);
            recognised += report is null ? 0 : 1;
            var found = report?.Recipients ?? [];
            counted += found.Count == wanted.Count ? 1 : 0;
            hard += Same("hard", one => one.Hard ? "True" : "False");
            var reason = Same("reason", one => one.Reason);
            reasons += reason;
            statuses += Same("status", one => one.Status);
            replies += Same("reply", one => one.Reply);
            if (reason == 0)
                output.WriteLine($"{file.Name}: {string.Join(" + ", found.Select(one => $"{one.Address} {one.Action} {one.Status} {one.Reply} {one.Reason} {(one.Diagnostic.Length > 200 ? one.Diagnostic[..200] : one.Diagnostic)}"))} instead of {string.Join(" + ", wanted.Select(one => $"{one.GetProperty("status")} {one.GetProperty("reply")} {one.GetProperty("reason")}"))}");

            int Same(string property, Func<DeliveryRecipient, string> value) =>
                found.Select(value).Order(StringComparer.Ordinal).SequenceEqual(wanted.Select(one => one.GetProperty(property).ToString()).Order(StringComparer.Ordinal)) ? 1 : 0;
        }
        output.WriteLine($"of {all}: recognised {recognised}, recipients counted {counted}, hard or not {hard}, reason {reasons}, status {statuses}, reply {replies}");
        ((double)recognised / all).ShouldBeGreaterThan(0.97);
        ((double)counted / all).ShouldBeGreaterThan(0.96);
        ((double)reasons / all).ShouldBeGreaterThan(0.84);
        ((double)hard / all).ShouldBeGreaterThan(0.88);
    }
}
