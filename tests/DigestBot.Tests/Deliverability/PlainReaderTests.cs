using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Deliverability;

/// <summary>The plain part as somebody reads it in mutt.</summary>
public sealed class PlainReaderTests
{
    private const int VeryWide = 200;

    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> Narrow = new(() => ShowAsync(FlowedText.Columns));
    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> Wide = new(() => ShowAsync(VeryWide));

    public static TheoryData<string> Mails => GeneratedMails.Names;

    [Theory, MemberData(nameof(Mails))]
    public async Task Mutt_lets_the_text_flow_at_any_width_and_breaks_no_link(string name)
    {
        var mail = await GeneratedMails.GetAsync(name);
        foreach (var (shown, columns) in new[] { ((await Narrow.Value)[name], FlowedText.Columns), ((await Wide.Value)[name], VeryWide) })
        {
            var lines = shown[(shown.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Split('\n');
            // Mutt starts no new line for a word that is wider than any line: text without spaces, as in Japanese.
            foreach (var line in lines.Where(line => line.Split(' ').All(word => ColumnWidth.Of(word) < columns)))
                ColumnWidth.Of(line.TrimEnd()).ShouldBeLessThanOrEqualTo(columns, line);
            foreach (var (url, _) in mail.Links) lines.ShouldContain(url);
            Words(string.Join('\n', lines)).ShouldBe(Words(mail.Text));
        }

        var (narrow, wide) = ((await Narrow.Value)[name].Split('\n'), (await Wide.Value)[name].Split('\n'));
        wide.Length.ShouldBeLessThan(narrow.Length, "soft line breaks go in a wider window");
        narrow.ShouldContain(line => line.Length > FlowedText.Columns - 10);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IReadOnlyDictionary<string, string>> ShowAsync(int columns)
    {
        var mails = await GeneratedMails.AllAsync();
        var shown = await Mutt.ShowAsync([.. mails.Select(MailFile.Delivered)], columns);
        return mails.Zip(shown).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }
}
