using System.CommandLine;
using System.Globalization;
using System.Text;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Web;

namespace DigestBot.Cli;

/// <summary><c>digestbot subscribers …</c>: list, add, confirm, remove, erase, export, import.</summary>
internal static class SubscribersCommand
{
    public static Command Create()
    {
        var command = new Command("subscribers", "Lists and changes subscribers.")
        {
            Add(), Import(),
            One("confirm", "Confirms an address by hand: only when its owner has told you so.", async (app, s) => { await app.Get<Signup>().ConfirmAsync(s.Id, "operator"); Console.WriteLine($"{s.Email} is confirmed."); }),
            One("remove", "Ends a subscription; the record of it stays.", async (app, s) => { await app.Get<Changes>().LeaveAsync(s.Id, "operator"); Console.WriteLine($"{s.Email} is unsubscribed."); }),
            One("erase", "Erases everything that is kept about a person.", async (app, s) => { await app.Get<Changes>().EraseAsync(s); Console.WriteLine($"{s.Email} is erased."); }),
            One("export", "Prints everything that is kept about a person, as JSON.", async (app, s) => Console.WriteLine(Encoding.UTF8.GetString(await app.Get<DataExport>().OfAsync(s)))),
            One("links", "Prints a subscriber's own links.", (app, s) => { Console.WriteLine($"preferences: {app.Get<Links>().Preferences(s.Id)}\nunsubscribe: {app.Get<Links>().Unsubscribe(s.Id)}\nconfirm: {app.Get<Links>().Confirm(s.Id)}"); return Task.CompletedTask; }),
        };
        var list = new Command("list", "Lists subscribers.");
        list.SetAction((_, _) => ListAsync());
        command.Add(list);
        command.SetAction((_, _) => ListAsync());
        return command;
    }

    private static async Task<int> ListAsync()
    {
        await using var app = App.Open();
        foreach (var s in await app.Get<SubscriberTable>().AllAsync())
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{s.Id}\t{s.Email}\t{s.Status.ToString().ToLowerInvariant()}\t{s.Topics}\t{s.Frequency.ToString().ToLowerInvariant()} {Schedule.Time(s.SendMinute)} {s.Zone}\tnext {s.NextDue?.UtcDateTime:yyyy-MM-dd HH:mm}"));
        return 0;
    }

    private static Command Add()
    {
        var email = new Argument<string>("email") { Description = "Their address; a confirmation mail goes to it." };
        var topics = new Option<string>("--topics") { Description = "Topics by slug, separated by commas, or \"all\".", Required = true };
        var zone = new Option<string>("--zone") { Description = "IANA time zone, such as Europe/Berlin.", DefaultValueFactory = _ => "UTC" };
        var time = new Option<string?>("--time") { Description = "Local sending time, such as 07:00." };
        var frequency = new Option<Frequency>("--frequency") { Description = "Daily, Weekdays, Weekly or Monthly." };
        var language = new Option<string>("--language") { Description = "Language of mails and pages: en, de, fr, es.", DefaultValueFactory = _ => "en" };
        var command = new Command("add", "Signs somebody up, as the signup page does: they confirm by mail.") { email, topics, zone, time, frequency, language };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = App.Open();
            var choices = app.Get<Forms>().Defaults(parsed.GetRequiredValue(language)) with
            {
                Topics = parsed.GetRequiredValue(topics).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Zone = parsed.GetRequiredValue(zone), Frequency = parsed.GetValue(frequency),
            };
            if (parsed.GetValue(time) is { } given)
                choices = choices with { SendMinute = Schedule.ParseTime(given) ?? throw new UserException($"'{given}' is not a time of day such as 07:00.") };
            await JoinAsync(app, parsed.GetRequiredValue(email), choices);
            Console.WriteLine($"A confirmation mail to {parsed.GetRequiredValue(email)} is queued.");
            return 0;
        });
        return command;
    }

    private static Command Import()
    {
        var path = new Argument<string>("csv") { Description = "Lines of email;topics;zone;time (all but the first may be left out). \"-\" is standard input." };
        var command = new Command("import", "Signs up everybody in a list; each confirms by mail. A line that is wrong is named, and the rest goes on.") { path };
        command.SetAction(async (parsed, stop) =>
        {
            await using var app = App.Open();
            var name = parsed.GetRequiredValue(path);
            using var reader = name == "-" ? Console.In : new StreamReader(name);
            var (line, failed) = (0, 0);
            while (await reader.ReadLineAsync(stop) is { } text)
            {
                line++;
                if (string.IsNullOrWhiteSpace(text)) continue;
                var fields = text.Split(';', StringSplitOptions.TrimEntries);
                var defaults = app.Get<Forms>().Defaults("en");
                try
                {
                    await JoinAsync(app, fields[0], defaults with
                    {
                        Topics = fields.ElementAtOrDefault(1) is { Length: > 0 } topics ? topics.Split(',', StringSplitOptions.TrimEntries) : [Topic.All],
                        Zone = fields.ElementAtOrDefault(2) is { Length: > 0 } zone ? zone : "UTC",
                        SendMinute = fields.ElementAtOrDefault(3) is { Length: > 0 } time ? Schedule.ParseTime(time) ?? -1 : defaults.SendMinute,
                    });
                }
                catch (UserException e)
                {
                    failed++;
                    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}:{line}: {e.Message}"));
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line - failed} confirmations queued, {failed} lines left out."));
            return failed == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task JoinAsync(App app, string email, Preferences choices)
    {
        var problems = choices.Problems(app.Get<IReadOnlyList<Topic>>().Select(topic => topic.Slug).ToHashSet());
        var texts = app.Get<Rendering.Wording>().In("en");
        if (problems.Count > 0) throw new UserException($"{email}: {string.Join(' ', Forms.Sentences(problems, texts))}");
        if (await app.Get<Signup>().JoinAsync(email, choices, "operator") is { } reason) throw new UserException($"'{email}' is no address that mail can go to: {reason}");
    }

    private static Command One(string name, string does, Func<App, Subscriber, Task> act)
    {
        var email = new Argument<string>("email") { Description = "Their address." };
        var command = new Command(name, does) { email };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = App.Open();
            var address = parsed.GetRequiredValue(email);
            await act(app, await app.Get<SubscriberTable>().ByEmailKeyAsync(Signup.EmailKey(address)) ?? throw new UserException($"There is no subscriber {address}."));
            return 0;
        });
        return command;
    }
}
