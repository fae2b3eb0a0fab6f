using System.CommandLine;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Cli;

/// <summary><c>digestbot subscribers unsuppress</c>, and what is said of addresses that get no mail: why, since when, and what lifts it.</summary>
internal static class SubscribersSuppression
{
    /// <summary>The command.</summary>
    public static Command Unsuppress()
    {
        var email = new Argument<string>("email") { Description = "The address; it need not be a subscriber's." };
        var command = new Command("unsuppress", "Lifts what keeps an address from getting mail (a complaint, erasure, confirmation mails in vain): only when its owner has told you so. Subscribes nobody.") { email };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var address = parsed.GetRequiredValue(email);
            var lifted = await app.Get<Signup>().LiftAsync(address) ?? throw new UserException($"{address} is not suppressed.");
            Console.WriteLine($"{address} was {lifted}. It may get mail again, and nobody is subscribed by that: the next signup sends a confirmation.");
            return 0;
        });
        return command;
    }

    /// <summary>Why the operator cannot confirm somebody.</summary>
    public static async Task<string> WhyNotConfirmedAsync(App app, Subscriber s)
    {
        if (await app.Get<Signup>().SuppressionAsync(s.Email) is { } suppression) return Suppressed(s.Email, suppression);
        var ended = (await app.Get<SubscriberTable>().ConsentsAsync(s.Id)).LastOrDefault(consent => consent.What is "left" or "bounced" or "complained");
        var since = ended.What is null ? "" : FormattableString.Invariant($" since {ended.At.UtcDateTime:yyyy-MM-dd} ({ended.How})");
        return $"{s.Email} is {s.Status.ToString().ToLowerInvariant()}{since}, and comes back by a confirmation from the mailbox itself: "
            + $"\"digestbot subscribers add {s.Email} --topics {s.Topics}\" sends the mail for it.";
    }

    /// <summary>Why no confirmation mail was queued.</summary>
    public static async Task<string> WhyNothingIsQueuedAsync(App app, string email) => "Nothing was queued: " +
        (await app.Get<Signup>().SuppressionAsync(email) is { } suppression ? Suppressed(email, suppression) : $"{email} has had its mail today, or three that nobody confirmed.");

    private static string Suppressed(string email, Suppression suppression) =>
        $"{email} is {suppression}. \"digestbot subscribers unsuppress {email}\" lifts that, when its owner has told you so"
        + (suppression.Reason == SuppressionTable.Unconfirmed ? "." : "; so does a confirmation from the mailbox itself.");
}
