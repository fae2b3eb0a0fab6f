using System.Globalization;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Mail;

/// <summary>The mail that a lane has ready behind the one on the wire.</summary>
public sealed class NextMailTests
{
    /// <summary>Prompt answers after which a relay that was slow is told of mails ahead again.</summary>
    private const int PromptAgain = 20;

    [Fact]
    public void One_is_kept_is_announced_until_it_is_taken_and_is_taken_once()
    {
        using var mail = Mail(1);
        var next = new NextMail();
        (next.IsWanted, next.Announced, next.Take()).ShouldBe((true, null, null));
        next.TryKeep(mail).ShouldBeTrue();
        (next.IsWanted, next.Announced).ShouldBe((false, mail.Mail));
        next.Announced.ShouldBeSameAs(mail.Mail, "asked again by the session");
        next.Take().ShouldBeSameAs(mail);
        (next.IsWanted, next.Announced, next.Take()).ShouldBe((true, null, null));
    }

    [Fact]
    public void A_relay_that_is_slow_gives_the_mail_back_and_is_told_of_none_until_it_was_prompt_for_a_while()
    {
        using var mail = Mail(1);
        using var late = Mail(2);
        var next = new NextMail();
        next.TryKeep(mail).ShouldBeTrue();
        next.LetGo().ShouldBeSameAs(mail);
        (next.Announced, next.Take(), next.LetGo()).ShouldBe((null, null, null));
        for (var prompt = 1; prompt <= PromptAgain; prompt++)
        {
            next.IsWanted.ShouldBeFalse();
            next.TryKeep(late).ShouldBeFalse("it was put together while the relay turned out to be slow");
            next.Announced.ShouldBeNull();
            next.Prompt();
        }

        next.IsWanted.ShouldBeTrue();
        next.TryKeep(late).ShouldBeTrue();
    }

    [Fact]
    public void Being_slow_again_begins_the_while_anew_and_being_prompt_before_saves_none_of_it()
    {
        var next = new NextMail();
        for (var i = 0; i < 100; i++) next.Prompt();
        next.LetGo().ShouldBeNull();
        for (var i = 1; i < PromptAgain; i++) next.Prompt();
        next.LetGo().ShouldBeNull();
        for (var i = 1; i < PromptAgain; i++) next.Prompt();
        next.IsWanted.ShouldBeFalse();
        next.Prompt();
        next.IsWanted.ShouldBeTrue();
    }

    // The lane lets go by its clock while the session asks what is announced, and takes it.
    [Fact]
    public async Task Whoever_asks_at_the_same_moment_each_mail_is_somebodys_once_and_none_is_lost()
    {
        using var mail = Mail(1);
        for (var round = 0; round < 2000; round++)
        {
            var next = new NextMail();
            using var start = new Barrier(3);
            var keeping = Task.Run(() => { start.SignalAndWait(); return next.TryKeep(mail); });
            var letting = Task.Run(() => { start.SignalAndWait(); return next.LetGo(); });
            var taking = Task.Run(() => { start.SignalAndWait(); _ = next.Announced; return next.Take(); });
            var had = new[] { await letting, await taking, next.Take() }.Count(one => one is not null);
            had.ShouldBe(await keeping ? 1 : 0);
        }
    }

    private static ReadyMail Mail(int number)
    {
        var recipient = string.Create(CultureInfo.InvariantCulture, $"reader{number}@readers.example");
        return new ReadyMail(
            new OutboxMessage { Id = number, Recipient = recipient }, new RenderedMail("mail", "bounces@bot.example", string.Create(CultureInfo.InvariantCulture, $"{number}.token@bot.example"), new RentedBuffer(16)), default);
    }
}
