using System.CommandLine;
using System.Globalization;
using System.Text;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web;

namespace DigestBot.Cli;

/// <summary><c>digestbot subscribers export</c>: everything about one person, or the list that <c>subscribers import</c> takes.</summary>
internal static class SubscribersExport
{
    public static Command Create()
    {
        var email = new Argument<string?>("email") { Description = "Their address; with --csv it may be left out.", Arity = ArgumentArity.ZeroOrOne };
        var csv = new Option<bool>("--csv")
        {
            Description = "Print the columns that \"subscribers import\" takes, separated by semicolons, instead: of one person, or of all whose subscription is active or paused.",
        };
        var command = new Command("export", "Prints everything that is kept about a person, as JSON; or subscribers as a list.") { email, csv };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(email) is null && !parsed.GetValue(csv)) parsed.AddError("Give an address, or --csv for the list of all.");
        });
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var one = parsed.GetValue(email) is { } address
                ? await app.Get<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(address)) ?? throw new UserException($"There is no subscriber {address}.")
                : null;
            if (parsed.GetValue(csv)) await WriteAsync(app, one);
            else Console.WriteLine(Encoding.UTF8.GetString(await app.Get<DataExport>().OfAsync(one!)));
            return 0;
        });
        return command;
    }

    private static async Task WriteAsync(App app, Subscriber? one)
    {
        IReadOnlyList<Subscriber> all = one is not null
            ? [one]
            : [.. (await app.Get<SubscriberTable>().AllAsync()).Where(s => s.Status is SubscriberStatus.Active or SubscriberStatus.Paused)];
        var lists = await app.Get<ReaderListTable>().OfAsync([.. all.Select(s => s.Id)]);
        var feeds = (await app.Get<FeedTable>().AllAsync()).ToDictionary(feed => feed.Id, feed => feed.Url);
        Console.WriteLine(SubscriberRows.Columns);
        foreach (var s in all)
            Console.WriteLine(SeparatedFields.Write(Row(s, lists.GetValueOrDefault(s.Id, ReaderLists.Empty), feeds)));
    }

    // In the order of SubscriberRows.Columns. A feed is named by its address: its name may be another's tomorrow.
    private static string[] Row(Subscriber s, ReaderLists lists, Dictionary<long, string> feeds) =>
    [
        s.Email, s.Topics, s.Zone, Schedule.Time(s.SendMinute), s.Frequency.ToString().ToLowerInvariant(), s.Language, Number(s.Budget),
        string.Join(' ', Schedule.DayNames(s.Days)), Schedule.DayNames(1 << (s.Weekday - 1))[0], Schedule.Time(s.SecondMinute), Number(s.MonthDay), s.ReadLanguages, s.Name,
        s.Pictures ? "yes" : "no", s.QuietNote ? "yes" : "no", SeparatedFields.Joined(lists.MutedWords), SeparatedFields.Joined(lists.MutedSources),
        SeparatedFields.Joined(lists.Follows.Select(follow => feeds.GetValueOrDefault(follow.FeedId, "")).Where(url => url.Length > 0)),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
