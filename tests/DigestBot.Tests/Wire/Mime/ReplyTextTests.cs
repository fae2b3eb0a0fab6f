using System.Text.Json;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

public class ReplyTextTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("On Mon, 3 Aug 2026 at 07:05, Daily <bot@example.org> wrote:")]
    [InlineData("On Mon, Aug 3, 2026 at 7:05 AM A Very Long Display Name Of A Digest <\nbot@example.org> wrote:")]
    [InlineData("Am Mo., 3. Aug. 2026 um 07:05 Uhr schrieb Daily <bot@example.org>:")]
    [InlineData("Le lun. 3 août 2026 à 07:05, Daily <bot@example.org> a écrit :")]
    [InlineData("El lun, 3 ago 2026 a las 7:05, Daily (<bot@example.org>) escribió:")]
    [InlineData("Il giorno lun 3 ago 2026 alle ore 07:05 Daily <bot@example.org> ha scritto:")]
    [InlineData("Em seg., 3 de ago. de 2026 às 07:05, Daily <bot@example.org> escreveu:")]
    [InlineData("Op ma 3 aug 2026 om 07:05 schreef Daily <bot@example.org>:")]
    [InlineData("pon., 3 sie 2026 o 07:05 Daily <bot@example.org> napisał(a):")]
    [InlineData("Den mån 3 aug. 2026 kl 07:05 skrev Daily <bot@example.org>:")]
    [InlineData("man. 3. aug. 2026 kl. 07.05 skrev Daily <bot@example.org>:")]
    [InlineData("пн, 3 авг. 2026 г. в 07:05, Daily <bot@example.org>:")]
    [InlineData("Daily <bot@example.org> 于2026年8月3日周一 07:05写道：")]
    [InlineData("2026年8月3日(月) 7:05 Daily <bot@example.org>:")]
    [InlineData("On 3 Aug 2026 you wrote:")]
    [InlineData("From: Daily <bot@example.org>\nSent: Monday, August 3, 2026 7:05 AM\nTo: Reader\nSubject: Today")]
    [InlineData("________________________________\nVon: Daily <bot@example.org>\nGesendet: Montag, 3. August 2026 07:05\nAn: Reader\nBetreff: Heute")]
    [InlineData("-----Original Message-----\nFrom: Daily")]
    [InlineData("-------- Ursprüngliche Nachricht --------\nVon: Daily")]
    [InlineData("*From:* Daily\n*Date:* Monday\n*Subject:* Today")]
    [InlineData("-- \nReader")]
    [InlineData("Sent from my iPhone")]
    [InlineData("Von meinem iPhone gesendet")]
    [InlineData("Envoyé de mon iPhone")]
    [InlineData("发自我的iPhone")]
    [InlineData("Best regards,\nReader\nExample Street 1")]
    public void What_follows_the_reply_is_cut_off(string marker)
    {
        ReplyText.Visible($"pause 2 weeks\n\n{marker}").ShouldBe("pause 2 weeks");
        ReplyText.Visible($"pause 2 weeks\n{marker.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n\r\n> Today's articles\r\n> unsubscribe\r\n").ShouldBe("pause 2 weeks");
    }

    [Theory]
    [InlineData("On the whole I like it. On average, 2 articles a day.")]
    [InlineData("I wrote to you before:\nplease stop")]
    [InlineData("My program is at 10:30 and at 11:45:\nfirst and second")]
    [InlineData("The mail was sent from my iPhone app.")]
    [InlineData("From: me, as always\nI like it.")]
    [InlineData("Thanks!")]
    [InlineData("Cheers")]
    [InlineData("one\n----\ntwo")]
    public void Ordinary_text_is_kept(string text) => ReplyText.Visible(text).ShouldBe(text);

    [Fact]
    public void Answers_between_quotes_are_kept() =>
        ReplyText.Visible("Two things:\n\nOn 3 Aug 2026 Daily wrote:\n> first\n\nno\n\n> second\nyes\n").ShouldBe("Two things:\n\nno\n\nyes");

    [Fact]
    public void Nothing_is_left_of_a_quote_alone() => ReplyText.Visible("> unsubscribe\n> pause\n").ShouldBe("");

    [Fact]
    public void The_corpus_of_replies_is_read_as_a_reader_would()
    {
        var folder = Corpora.Path_("mail/replies");
        using var visible = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "visible.json")));
        int right = 0, all = 0;
        foreach (var expected in visible.RootElement.EnumerateObject())
        {
            all++;
            var found = ReplyText.Visible(File.ReadAllText(Path.Combine(folder, expected.Name)));
            if (Words(found) == Words(expected.Value.GetString()!))
                right++;
            else
                output.WriteLine($"{expected.Name}: {JsonSerializer.Serialize(found)}\n  instead of {JsonSerializer.Serialize(expected.Value.GetString())}");
        }
        output.WriteLine($"{right} of {all} as another parser sees them");
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(0.8);

        static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("On 1 2 wrote:\n")]
    [InlineData("From: a\nTo: b\n")]
    [InlineData("_\n")]
    [InlineData("Regards,\n")]
    [InlineData(":")]
    public void Long_texts_take_little_time(string repeated)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ReplyText.Visible(string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length)));
        ReplyText.Visible("x\n" + string.Concat(Enumerable.Repeat("y" + repeated, 1_000_000 / repeated.Length)));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }
}
