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
        await using var app = await App.OpenAsync();
        foreach (var s in await app.Get<SubscriberTable>().AllAsync())
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{s.Id}\t{s.Email}\t{s.Status.ToString().ToLowerInvariant()}\t{s.Topics}\t{s.Frequency.ToString().ToLowerInvariant()} {Schedule.Time(s.SendMinute)} {s.Zone}\t{(s.NextDue is null ? "" : "next ")}{s.NextDue?.UtcDateTime:yyyy-MM-dd HH:mm}"));
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
            await using var app = await App.OpenAsync();
            var choices = app.Get<Forms>().Defaults(Languages.Known(app, parsed.GetRequiredValue(language))) with
            {
                Topics = parsed.GetRequiredValue(topics).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Zone = parsed.GetRequiredValue(zone), Frequency = parsed.GetValue(frequency),
            };
            if (parsed.GetValue(time) is { } given)
                choices = choices with { SendMinute = Schedule.ParseTime(given) ?? throw new UserException($"'{given}' is not a time of day such as 07:00.") };
            var joined = await app.Get<Signup>().JoinAsync(Checked(app, parsed.GetRequiredValue(email), choices), choices, "operator");
            if (joined.Problem is { } problem) throw new UserException($"'{parsed.GetRequiredValue(email)}' is no address that mail can go to: {problem}");
            Console.WriteLine(joined.Queued ? $"A mail to {parsed.GetRequiredValue(email)} is queued." : "Nothing was queued: the address has had its mail today, or is suppressed.");
            return 0;
        });
        return command;
    }

    private static Command Import()
    {
        var path = new Argument<string>("csv") { Description = "Lines of email;topics;zone;time, separated by semicolons, tabs or commas; all but the first may be left out. \"-\" is standard input." };
        var command = new Command("import", "Signs up everybody in a list; each confirms by mail. A line that is wrong is named, and the rest goes on.") { path };
        command.SetAction(async (parsed, stop) =>
        {
            await using var app = await App.OpenAsync();
            var name = parsed.GetRequiredValue(path);
            using var reader = name == "-" ? Console.In : new StreamReader(name);
            var (line, queued, failed) = (0, 0, 0);
            while (await reader.ReadLineAsync(stop) is { } text)
            {
                line++;
                if (string.IsNullOrWhiteSpace(text) || (line == 1 && text.StartsWith("email", StringComparison.OrdinalIgnoreCase))) continue;
                try
                {
                    var (email, choices) = Row(app, text);
                    if ((await app.Get<Signup>().ImportAsync(Checked(app, email, choices), choices, "imported by the operator")).Problem is { } problem) throw new UserException($"{email}: {problem}");
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

    // Topics are separated by blanks where fields are separated by commas, and by commas elsewhere.
    private static (string Email, Preferences Choices) Row(App app, string text)
    {
        var separator = text.Contains(';', StringComparison.Ordinal) ? ';' : text.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var fields = text.Split(separator, StringSplitOptions.TrimEntries);
        var defaults = app.Get<Forms>().Defaults("en");
        string Field(int i) => i < fields.Length ? fields[i].Trim('"') : "";
        return (Field(0), defaults with
        {
            Topics = Field(1).Length > 0 ? Field(1).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) : [Topic.All],
            Zone = Field(2).Length > 0 ? Field(2) : "UTC",
            SendMinute = Field(3).Length > 0 ? Schedule.ParseTime(Field(3)) ?? throw new UserException($"'{Field(3)}' is not a time of day such as 07:00.") : defaults.SendMinute,
        });
    }

    private static string Checked(App app, string email, Preferences choices)
    {
        var known = app.Get<IReadOnlyList<Topic>>().Select(topic => topic.Slug).ToList();
        if (choices.Topics.FirstOrDefault(topic => topic != Topic.All && !known.Contains(topic)) is { } unknown)
            throw new UserException($"There is no topic '{unknown}'. There are {string.Join(", ", known.Append(Topic.All))}.");
        if (!Schedule.Knows(choices.Zone)) throw new UserException($"'{choices.Zone}' is not an IANA time zone such as Europe/Berlin.");
        var problems = choices.Problems(known.ToHashSet());
        return problems.Count == 0 ? email : throw new UserException($"{email}: {string.Join(' ', Forms.Sentences(problems, app.Get<Rendering.Wording>().In("en")))}");
    }

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
