using System.CommandLine;
using System.Globalization;
using DigestBot.Articles.Models;
using DigestBot.Articles.Slop;
using DigestBot.Mail;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Wire.Imap;
using DigestBot.Wire.Mime;
using DigestBot.Wire.Text;

namespace DigestBot.Cli;

/// <summary><c>digestbot doctor</c>: tries everything that the service needs, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var dkim = new Option<bool>("--dkim") { Description = "Prints the DNS records of the DKIM keys instead." };
        var selector = new Option<string?>("--new") { Description = "With --dkim: makes a key for this selector, and prints its record and its setting.", HelpName = "SELECTOR" };
        var command = new Command("doctor", "Checks configuration, database, disk, DKIM keys, relay and inbox, and says what to do.") { dkim, selector };
        command.Validators.Add(result =>
        {
            if (result.GetValue(selector) is not null && !result.GetValue(dkim)) result.AddError("--new makes a DKIM key: it goes with --dkim.");
        });
        command.SetAction((parsed, stop) => parsed.GetValue(dkim) ? Task.FromResult(DkimRecords.Run(parsed.GetValue(selector))) : RunAsync(stop));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken stop)
    {
        await using var app = await App.OpenAsync(logging: false);
        var fine = true;
        foreach (var (name, check) in Checks(app, stop))
        {
            string? problem;
            var note = "";
            try
            {
                (problem, note) = await check();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                problem = e.Message;
            }

            fine &= problem is null;
            Console.WriteLine(problem is null ? $"ok    {name}{(note.Length > 0 ? ": " + note : "")}" : $"WRONG {name}: {problem}");
        }

        return fine ? 0 : 1;
    }

    private static IEnumerable<(string Name, Func<Task<(string? Problem, string Note)>> Check)> Checks(App app, CancellationToken stop)
    {
        var settings = app.Settings;
        yield return ("settings", () => Fine($"{app.Home.Root}"));
        yield return ("database", async () => (null, $"{app.Get<Database>().Path}, {string.Join(", ", (await app.Get<ArticleTable>().CountsAsync()).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")).DefaultIfEmpty("no articles yet"))}"));
        yield return ("disk", () =>
        {
            var free = new DriveInfo(Path.GetFullPath(app.Data)).AvailableFreeSpace / (1024 * 1024);
            return free < 500 ? Wrong($"only {free} MiB are free in {app.Data}; make room, or mail will wait.") : Fine($"{free} MiB free");
        });
        yield return ("feeds", async () =>
        {
            var failing = (await app.Get<FeedTable>().AllAsync()).Where(feed => feed.Error is not null).ToList();
            var all = await app.Get<FeedTable>().AllAsync();
            return failing.Count == 0 ? (null, all.Count == 0 ? "none yet" : string.Create(CultureInfo.InvariantCulture, $"{all.Count}, {all.Count(feed => feed.LastSuccess is not null)} polled well, none fails")) : ($"{failing.Count} fail: {string.Join("; ", failing.Take(5).Select(feed => $"{feed.DisplayTitle} ({feed.Error})"))}. \"digestbot feeds\" lists all.", "");
        });
        yield return ("subscribers", async () => await app.Get<SubscriberTable>().DamagedAsync() is not { Count: > 0 } damaged ? (null, "") : (
            $"rows {string.Join(", ", damaged.Take(20))} of the table subscribers hold what no version has written (frequency, status, cursor), and are passed over. Restore them from a backup, or erase them.", ""));
        yield return ("time zones", async () =>
        {
            var lost = (await app.Get<SubscriberTable>().AllAsync()).Where(s => !Schedule.Knows(s.Zone)).ToList();
            return lost.Count == 0 ? (null, "") : (string.Create(CultureInfo.InvariantCulture,
                $"{lost.Count} subscribers have one that the time zone database does not know, and are served by UTC: {string.Join("; ", lost.Take(10).Select(s => $"{s.Email} ({DisplayText.Clip(DisplayText.Line(s.Zone), 60)})"))}{(lost.Count > 10 ? "; …" : "")}. They can choose one on their preference page (\"digestbot subscribers links EMAIL\")."), "");
        });
        yield return ("public address", () => settings.Web.PublicUrl.StartsWith("https://", StringComparison.Ordinal)
            ? Fine(settings.Web.PublicUrl)
            : Wrong($"Web:PublicUrl = '{settings.Web.PublicUrl}' is not https. Links in mails lead there; one-click unsubscribing needs https (RFC 8058)."));
        yield return ("postal address", () => app.Get<Brand>().PostalAddress is var address && address.Length == 0
            ? Wrong("set postalAddress in config/brand.json: anti-spam laws ask for it in every mail.")
            : Fine(address));
        yield return ("bounces", () => settings.Mail.Warnings().FirstOrDefault() is { } warning
            ? Wrong(warning)
            : Fine(settings.Mail.Bounces.Length > 0 ? settings.Mail.Bounces : settings.Mail.From.Insert(settings.Mail.From.LastIndexOf('@'), "+{token}")));
        yield return ("DKIM", () => Fine(DkimRecords.Note(app)));
        yield return ("relay", async () =>
        {
            if (settings.Smtp.Host.Length > 0)
                return await RelayCheck.RunAsync(settings.Smtp, app.Get<MailAddresses>().EnvelopeFrom(0), await InternationalAsync(app), app.Get<AccessTokens>(), app.Get<ProtocolLog>(), app.Get<TimeProvider>(), stop);
            var transport = app.Get<IMailTransport>();
            if (transport is FolderTransport) return (null, $"none (Smtp:Host and Sendmail:Path are empty): mail goes to {transport.Destination}");
            await using var connection = await transport.ConnectAsync(stop);
            return (null, transport.Destination);
        });
        yield return ("summaries", async () =>
        {
            var options = settings.Summaries;
            if (!options.IsOn()) return (null, "sentences of the articles (Summaries:Endpoint is empty: no model is asked)");
            var problem = await app.Get<ModelSummaries>().TryAsync(stop);
            return problem is null
                ? (null, $"{options.Model} at {options.Endpoint} answers as asked")
                : ($"{options.Model} at {options.Endpoint}: {problem}. Check that the server runs, that Summaries:Endpoint ends where /chat/completions begins, that it has this model, and Summaries:KeyFile. Until then summaries are sentences of the articles.", "");
        });
        yield return ("slop filter", async () =>
        {
            var held = (await app.Get<ArticleTable>().CountsAsync()).GetValueOrDefault("held").ToString(CultureInfo.InvariantCulture) + " articles held (\"digestbot articles held\")";
            var rules = app.Get<Home>().Config("slop.json");
            if (settings.Slop.Mode != SlopMode.Off && !File.Exists(rules))
                return ($"there is no {rules}, so nothing is looked for. Copy config/slop.json of this version there and restart, or set Slop:Mode to Off.", "");
            // What was held stays held, whatever the mode is now: the operator has not judged it yet.
            return (null, $"{settings.Slop.Mode.ToString().ToLowerInvariant()}, {held}");
        });
        yield return ("inbox", async () =>
        {
            if (settings.Imap.Host.Length == 0) return (null, "none (Imap:Host is empty): replies come by \"digestbot reply --apply -\" only");
            await using var client = await ImapClient.ConnectAsync(settings.Imap.ToOptions(), stop);
            var mailbox = await client.SelectAsync(settings.Imap.Mailbox, readOnly: true, stop);
            return (null, string.Create(CultureInfo.InvariantCulture, $"{settings.Imap.ToOptions()}, {mailbox.Exists} messages in {mailbox.Name}"));
        });
    }

    private static Task<(string?, string)> Fine(string note) => Task.FromResult<(string?, string)>((null, note));

    private static Task<(string?, string)> Wrong(string problem) => Task.FromResult<(string?, string)>((problem, ""));

    private static async Task<int> InternationalAsync(App app) => (await app.Get<SubscriberTable>().AllAsync()).Count(s =>
        s.Status is SubscriberStatus.Pending or SubscriberStatus.Active or SubscriberStatus.Paused && EmailAddress.TryParse(s.Email, out var address, out _) && address.IsInternational);
}
