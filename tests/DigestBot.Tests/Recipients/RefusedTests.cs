using System.Buffers;
using System.Net;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Tests.Cli;
using DigestBot.Tests.EndToEnd;
using DigestBot.Tests.Web;
using DigestBot.Wire.Mime;
using DigestBot.Wire.Smtp;

namespace DigestBot.Tests.Recipients;

/// <summary>What signup does not take is refused by a sentence that names the mistake, and nothing is queued.</summary>
[Collection("web")]
public sealed class RefusedTests(DemoWeb web)
{
    private static readonly SearchValues<char> NotInALine = SearchValues.Create("\r\n\0\ud800\u0085\u2028");

    [Fact]
    public void Each_refusal_names_what_is_wrong_in_a_line()
    {
        foreach (var one in TypedAddresses.Bad)
        {
            EmailAddress.TryRead(one.Text, out _, out var problem).ShouldBeFalse(one.Text);
            problem!.Fault.ShouldBe(one.Fault, one.Text + ": " + problem.Sentence);
            problem.Sentence.ShouldContain(one.Named, Case.Sensitive, one.Text);
            problem.Sentence.EnumerateRunes().Any(rune => System.Text.Rune.IsControl(rune) || System.Text.Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format).ShouldBeFalse(one.Text);
            problem.Sentence.Length.ShouldBeLessThan(250);
        }

        TypedAddresses.Bad.Select(one => one.Fault).Distinct().ShouldBe(Enum.GetValues<AddressFault>(), ignoreOrder: true);
    }

    [Fact]
    public void What_signup_takes_the_header_and_the_client_take_in_the_same_form()
    {
        foreach (var one in TypedAddresses.Good)
        {
            EmailAddress.TryParse(one.Text, out var address, out var reason).ShouldBeTrue(one.Text + ": " + reason);
            address.ToString().ShouldBe(one.Delivered);
            SmtpAddress.Parse(address.ToString()).ShouldBe(new SmtpAddress(one.Delivered!, address.IsInternational));
            MessageReader.Read(new DigestBot.Wire.Mime.MessageWriter().To(new Mailbox(null, address.ToString())).Text("body").ToArray()).To.Single().Address.ShouldBe(one.Delivered);
        }
    }

    [Fact]
    public async Task Nothing_is_queued_for_what_is_refused()
    {
        await using var service = Installation.Make();
        foreach (var one in TypedAddresses.Bad)
        {
            var join = await service.Get<Signup>().JoinAsync(one.Text, SignedUp.Choices, "test");
            (join.Queued, join.Problem?.Contains(one.Named, StringComparison.Ordinal)).ShouldBe((false, true), one.Text);
            (await service.Get<Signup>().ImportAsync(one.Text, SignedUp.Choices, "test")).Problem.ShouldBe(join.Problem);
        }

        (await service.OutboxAsync()).ShouldBeEmpty();
        (await service.Get<SubscriberTable>().AllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_says_it_in_the_visitors_language()
    {
        await using var service = await RunningService.StartAsync(web);
        var before = service.Dump();
        foreach (var (one, i) in TypedAddresses.Bad.Where(one => one.Text.Length < 1000 && !one.Text.Contains('\ud800', StringComparison.Ordinal)).Select((one, i) => (one, i)))
        {
            var texts = service.Part<DigestBot.Rendering.Wording>().Languages[i % 4];
            using var form = new FormUrlEncodedContent([new("email", one.Text), new("topic", "all"), new("zone", "UTC"), new("time", "07:00"), new("frequency", "daily"), new("language", texts.Language), new("budget", "20")]);
            var answer = await service.PostAsync("/subscribe", form);
            // A form with a NUL in it was written by a program, and cannot be read at all.
            answer.Status.ShouldBe(one.Text.Contains('\0', StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity, one.Text);
            if (answer.Status == HttpStatusCode.BadRequest) continue;
            var fault = one.Fault.ToString();
            var key = one.Fault == AddressFault.Shape ? "error.email" : "error.email." + char.ToLowerInvariant(fault[0]) + fault[1..];
            WebUtility.HtmlDecode(answer.Text).ShouldContain(texts[key], Case.Sensitive, one.Text);
        }

        service.ChangedSince(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_says_where_addresses_are_to_be_ASCII()
    {
        await using var service = await RunningService.StartAsync(web, ("Signup:InternationalAddresses", "false"));
        foreach (var texts in service.Part<DigestBot.Rendering.Wording>().Languages)
        {
            using var form = new FormUrlEncodedContent([new("email", "l\u00e9a@example.test"), new("topic", "all"), new("zone", "UTC"), new("time", "07:00"), new("frequency", "daily"), new("language", texts.Language), new("budget", "20")]);
            var answer = await service.PostAsync("/subscribe", form);
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            WebUtility.HtmlDecode(answer.Text).ShouldContain(texts["error.email.international"]);
        }

        (await service.FindAsync("l\u00e9a@example.test")).ShouldBeNull();
    }

    [Fact]
    public async Task The_command_line_names_the_line_of_a_list_and_the_mistake()
    {
        using var program = new DigestBotProgram();
        var bad = TypedAddresses.Bad.Where(one => one.Text.Length is > 0 and < 1000 && !one.Text.AsSpan().ContainsAny(NotInALine)).ToList();
        var list = program.Write("list.csv", "email;topics\n" + string.Concat(bad.Select(one => $"\"{one.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\";all\n")) + "\"\"\"good one\"\"@example.test\";all\n");
        var ended = await program.RunAsync("subscribers", "import", list);
        ended.Exit.ShouldBe(1);
        ended.Output.ShouldContain($"1 confirmations queued, {bad.Count} lines left out.", Case.Sensitive, ended.Errors);
        var lines = ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (one, i) in bad.Select((one, i) => (one, i)))
            lines.ShouldContain(line => line.Contains($"list.csv:{i + 2}: ", StringComparison.Ordinal) && line.Contains(one.Named, StringComparison.Ordinal), one.Text + "\n" + ended.Errors);

        var added = await program.RunAsync("subscribers", "add", "Ada <ada@example.test>", "--topics", "all");
        (added.Exit, added.Errors.Contains("give the address alone", StringComparison.Ordinal)).ShouldBe((1, true), added.Errors);
        (await program.RunAsync("subscribers")).Lines.Single().ShouldContain("\"good one\"@example.test\tpending");
    }
}
