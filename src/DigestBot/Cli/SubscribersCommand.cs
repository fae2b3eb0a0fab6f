using System.CommandLine;
using System.Globalization;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web;

namespace DigestBot.Cli;

/// <summary><c>digestbot subscribers …</c>: list, add, confirm, remove, erase, import; see SubscribersExport for export.</summary>
internal static class SubscribersCommand
{
    public static Command Create()
    {
        var command = new Command("subscribers", "Lists and changes subscribers.")
        {
            Add(), Import(), SubscribersExport.Create(),
            SubscribersSuppression.Unsuppress(),
            One("confirm", "Confirms an address by hand: only when its owner has told you so.", async (app, s) =>
            {
                if (await app.Get<Signup>().ConfirmAsync(s.Id, Signup.ByOperator) is null) throw new UserException(await SubscribersSuppression.WhyNotConfirmedAsync(app, s));
                Console.WriteLine($"{s.Email} is confirmed.");
            }),
            One("remove", "Ends a subscription; the record of it stays.", async (app, s) =>
            {
                await app.Get<Changes>().LeaveAsync(s.Id, "operator");
                Console.WriteLine($"{s.Email} is unsubscribed.");
            }),
            One("erase", "Erases everything that is kept about a person.", async (app, s) => { await app.Get<Changes>().EraseAsync(s); Console.WriteLine($"{s.Email} is erased."); }),
            One("links", "Prints a subscriber's own links.", (app, s) =>
            {
                var links = app.Get<Links>();
                Console.WriteLine($"preferences: {links.Preferences(s.Id)}\nunsubscribe: {links.Unsubscribe(s.Id)}\nconfirm: {links.Confirm(s.Id)}");
                return Task.CompletedTask;
            }),
        };
        var list = new Command("list", "Lists subscribers.");
        list.SetAction((_, _) => ListAsync());
        command.Add(list);
        command.SetAction((_, _) => ListAsync());
        return command;
    }

    private static async Task<int> ListAsync()
    {
        await using var app = await App.OpenAsync();
        var all = await app.Get<SubscriberTable>().AllAsync();
        var lists = await app.Get<ReaderListTable>().OfAsync([.. all.Select(s => s.Id)]);
        foreach (var s in all)
        {
            var schedule = $"{s.Frequency.ToString().ToLowerInvariant()} {Schedule.Time(s.SendMinute)} {s.Zone}";
            var next = s.NextDue is { } due ? string.Create(CultureInfo.InvariantCulture, $"next {due.UtcDateTime:yyyy-MM-dd HH:mm}") : "";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{s.Id}\t{s.Email}\t{s.Status.ToString().ToLowerInvariant()}\t{s.Topics}\t{schedule}\t{next}\t{Details(s, lists.GetValueOrDefault(s.Id, ReaderLists.Empty))}"));
        }

        return 0;
    }

    // What differs from the simplest subscription; "subscribers export" has it all.
    private static string Details(Subscriber s, ReaderLists lists)
    {
        var parts = new List<string>
        {
            s.Frequency switch
            {
                Frequency.Weekly => "on " + Schedule.DayNames(1 << (s.Weekday - 1))[0],
                Frequency.Days => "on " + string.Join(' ', Schedule.DayNames(s.Days)),
                Frequency.Monthly => string.Create(CultureInfo.InvariantCulture, $"on day {s.MonthDay}"),
                Frequency.Twice => "and " + Schedule.Time(s.SecondMinute),
                _ => "",
            },
            string.Create(CultureInfo.InvariantCulture, $"{s.Budget} min"), s.ReadLanguages.Length > 0 ? "in " + s.ReadLanguages : "",
            Counted(lists.Follows.Count, "followed"),
            Counted(lists.MutedWords.Count + lists.MutedSources.Count, "muted"), s.Pictures ? "pictures" : "", s.QuietNote ? "quiet note" : "",
        };
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private static string Counted(int number, string what) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number} {what}");

    private static Command Add()
    {
        var email = new Argument<string>("email") { Description = "Their address; a confirmation mail goes to it." };
        var topics = new Option<string>("--topics") { Description = "Topics by slug, separated by commas, or \"all\".", Required = true };
        var zone = new Option<string>("--zone") { Description = "IANA time zone, such as Europe/Berlin.", DefaultValueFactory = _ => "UTC" };
        var time = new Option<string?>("--time") { Description = "Local sending time, such as 07:00." };
        var frequency = new Option<Frequency>("--frequency") { Description = "Daily, Weekdays, Weekly (on Mondays) or Monthly (on the 1st); other days by import, page or reply." };
        var language = new Option<string>("--language") { Description = "Language of mails and pages: en, de, fr, es.", DefaultValueFactory = _ => "en" };
        var command = new Command("add", "Signs somebody up, as the signup page does: they confirm by mail.") { email, topics, zone, time, frequency, language };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var choices = app.Get<Forms>().Defaults(Languages.Known(app, parsed.GetRequiredValue(language))) with
            {
                Topics = parsed.GetRequiredValue(topics).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                Zone = parsed.GetRequiredValue(zone), Frequency = parsed.GetValue(frequency),
            };
            if (parsed.GetValue(time) is { } given)
                choices = choices with { SendMinute = Schedule.ParseTime(given) ?? throw new UserException($"'{given}' is not a time of day such as 07:00.") };
            Rows(app).Check(parsed.GetRequiredValue(email), choices);
            var address = parsed.GetRequiredValue(email);
            var joined = await app.Get<Signup>().JoinAsync(address, choices, "operator");
            if (joined.Problem is { } problem)
                throw new UserException($"'{address}' is no address that mail can go to: {problem}");
            Console.WriteLine(joined.Queued ? $"A mail to {address} is queued." : await SubscribersSuppression.WhyNothingIsQueuedAsync(app, address));
            return 0;
        });
        return command;
    }

    private static Command Import()
    {
        var path = new Argument<string>("csv")
        {
            Description = $"Lines of {SubscriberRows.Columns}, separated by semicolons, tabs or commas, and quoted as RFC 4180 says; all but the first may be left out, and a first line may name "
                + "the columns that there are. Feeds (by name or address), muted words and muted sources are separated by |, topics and languages by commas or blanks. \"-\" is standard input.",
        };
        var command = new Command("import", "Signs up everybody in a list; each confirms by mail. A line that is wrong is named, and the rest goes on.") { path };
        command.SetAction(async (parsed, stop) =>
        {
            await using var app = await App.OpenAsync();
            var name = parsed.GetRequiredValue(path);
            using var reader = name == "-" ? Console.In : new StreamReader(name);
            var (line, queued, failed) = (0, 0, 0);
            var rows = Rows(app);
            while (await reader.ReadLineAsync(stop) is { } text)
            {
                line++;
                if (string.IsNullOrWhiteSpace(text) || (line == 1 && rows.TakeHeader(text))) continue;
                try
                {
                    await ImportAsync(app, rows.Read(text), stop);
                    queued++;
                }
                catch (UserException e)
                {
                    failed++;
                    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}:{line}: {e.Message}"));
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{queued} confirmations queued, {failed} lines left out."));
            return failed == 0 ? 0 : 1;
        });
        return command;
    }

    private static SubscriberRows Rows(App app) => new(app.Get<Forms>(), app.Get<Rendering.Wording>(), app.Get<IReadOnlyList<Topic>>());

    private static async Task ImportAsync(App app, ImportedRow row, CancellationToken stop)
    {
        // What cannot be followed is found out before anybody is written to.
        var targets = new List<FollowTarget>();
        foreach (var feed in row.Feeds) targets.Add(await app.Get<Following>().ResolveAsync(null, feed, [], stop));
        if (targets.FirstOrDefault(target => target.Problem is not null) is { Problem: { } wrong })
            throw new UserException($"{row.Email}: {Said(app, wrong)}");
        if ((await app.Get<Signup>().ImportAsync(row.Email, row.Choices, "imported by the operator")).Problem is { } problem)
            throw new UserException($"{row.Email}: {problem}");
        if (await app.Get<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(row.Email)) is not { Status: SubscriberStatus.Pending } s) return;
        if (row.MutedWords.Count + row.MutedSources.Count > 0)
            await app.Get<Changes>().SetListsAsync(s.Id, lists => lists with { MutedWords = ReaderLists.Clean(row.MutedWords), MutedSources = ReaderLists.Clean(row.MutedSources) });
        foreach (var target in targets)
            if ((await app.Get<Changes>().FollowAsync(s.Id, target)).Problem is { Key: not "follow.already" } refused) throw new UserException($"{row.Email}: {Said(app, refused)}");
    }

    private static string Said(App app, Statement statement) => app.Get<Rendering.Wording>().In("en").Format(statement.Key, [.. statement.Arguments]);

    private static Command One(string name, string does, Func<App, Subscriber, Task> act)
    {
        var email = new Argument<string>("email") { Description = "Their address." };
        var command = new Command(name, does) { email };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var address = parsed.GetRequiredValue(email);
            await act(app, await app.Get<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(address)) ?? throw new UserException($"There is no subscriber {address}."));
            return 0;
        });
        return command;
    }
}
