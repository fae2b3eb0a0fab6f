using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;

namespace DigestBot.Cli;

/// <summary><c>digestbot outbox …</c>: which mails wait, are in doubt, or did not arrive; what was said at each attempt; trying again and taking back.</summary>
internal static class OutboxCommand
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var command = new Command("outbox", "Lists mails, the newest first, and shows what happened to one; has one tried again, or takes it back.")
        {
            Listing(new Command("list", "Lists mails: number, kind, state, attempts, recipient, next attempt or last one, last reply.")), Show(),
            Change("retry", "Has mails tried now: those that wait, and those that failed.", "will be tried with the next round of sending", (outbox, id, now) => outbox.RetryAsync(id, now)),
            Change("cancel", "Takes back mails that wait.", "is cancelled", (outbox, id, now) => outbox.CancelAsync(id, now)),
        };
        return Listing(command);
    }

    private static Command Listing(Command command)
    {
        var state = new Option<string>("--state") { Description = $"Only mails in this state: {string.Join(", ", Enum.GetValues<OutboxState>().Select(Word))}." };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<OutboxState>().Select(Word)]);
        var recipient = new Option<string>("--recipient") { Description = "Only mails to this address." };
        var most = new Option<int>("--most") { Description = "At most so many.", DefaultValueFactory = _ => 200 };
        most.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValue(most) is (< 1 or > 100_000)) result.AddError("--most must be 1 to 100000.");
        });
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        foreach (var option in (Option[])[state, recipient, most, json]) command.Add(option);
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var mails = await app.Get<OutboxList>().ListAsync(
                parsed.GetValue(state) is { } word ? Enum.Parse<OutboxState>(word, ignoreCase: true) : null,
                parsed.GetValue(recipient) is { } address ? (Signup.EmailKey(address), address) : null, parsed.GetValue(most));
            foreach (var mail in mails) Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(Facts(mail), OneLine) : Line(mail));
            return 0;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<long>("id") { Description = "A number that \"digestbot outbox\" lists." };
        var json = new Option<bool>("--json") { Description = "One JSON object." };
        var command = new Command("show", "Shows a mail's whole history: each attempt with time, relay, stage, code and words, and what comes next.") { id, json };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var number = parsed.GetRequiredValue(id);
            var mail = await app.Get<OutboxTable>().GetAsync(number) ?? throw new UserException(Unknown(number));
            var attempts = await app.Get<AttemptTable>().OfAsync(mail);
            var successor = await app.Get<OutboxList>().SuccessorAsync(mail);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(new { mail = Facts(mail), messageId = mail.MessageId, successor, attempts = attempts.Select(Facts) }, OneLine));
            else foreach (var line in History(mail, attempts, successor)) Console.WriteLine(line);
            return 0;
        });
        return command;
    }

    private static Command Change(string name, string does, string done, Func<OutboxList, long, DateTimeOffset, Task<string?>> change)
    {
        var ids = new Argument<long[]>("id") { Description = "Numbers that \"digestbot outbox\" lists.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(name, does) { ids };
        command.SetAction(async (parsed, _) =>
        {
            await using var app = await App.OpenAsync();
            var problems = new List<string>();
            foreach (var id in parsed.GetRequiredValue(ids))
                if (await app.Get<OutboxTable>().GetAsync(id) is null) problems.Add(Unknown(id));
                else if (await change(app.Get<OutboxList>(), id, app.Get<TimeProvider>().GetUtcNow()) is { } problem) problems.Add(problem);
                else Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Mail {id} {done}."));
            return problems.Count == 0 ? 0 : throw new UserException(string.Join('\n', problems));
        });
        return command;
    }

    private static string Unknown(long id) =>
        string.Create(CultureInfo.InvariantCulture, $"There is no mail {id}. \"digestbot outbox\" lists what there is; what ended long ago is forgotten (Storage:KeepOutboxDays).");

    private static IEnumerable<string> History(OutboxMessage mail, IReadOnlyList<NumberedAttempt> attempts, long? successor)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Mail {mail.Id}: {Word(mail.Kind)} to {Flat(mail.Recipient)}, {Word(mail.State)}");
        yield return "queued      " + Time(mail.Created);
        if (mail.MessageId is { } messageId) yield return "Message-ID  <" + messageId + ">";
        foreach (var (number, attempt) in attempts)
            yield return string.Create(CultureInfo.InvariantCulture, $"attempt {number,-3} {Time(attempt.At)}  {(attempt.Relay is { } relay ? Flat(relay) + "  " : "")}{Flat(attempt.ToString())}{(attempt.InDoubt ? "  (in doubt: the relay may have it)" : "")}");
        var missing = mail.Attempts - attempts.Count(attempt => attempt.Number <= mail.Attempts);
        if (missing > 0) yield return string.Create(CultureInfo.InvariantCulture, $"            {missing} attempts of an earlier version were not kept; the last reply: {Flat(mail.LastReply ?? "")}");
        if (successor is { } next) yield return string.Create(CultureInfo.InvariantCulture, $"successor   mail {next} carries its articles");
        if (mail.State is OutboxState.Queued or OutboxState.Deferred or OutboxState.Sending) yield return "next        " + Time(mail.NextAttempt);
    }

    private static string Line(OutboxMessage mail) => string.Create(
        CultureInfo.InvariantCulture,
        $"{mail.Id}\t{Word(mail.Kind)}\t{Word(mail.State)}\t{mail.Attempts}\t{Flat(mail.Recipient)}\t{Time(mail.State is OutboxState.Queued or OutboxState.Deferred or OutboxState.Sending ? mail.NextAttempt : mail.LastAt ?? mail.NextAttempt)}\t{Flat(mail.LastReply ?? "")}");

    private static object Facts(OutboxMessage mail) => new
    {
        id = mail.Id, kind = Word(mail.Kind), state = Word(mail.State), recipient = mail.Recipient, attempts = mail.Attempts, queued = Time(mail.Created),
        nextAttempt = mail.State is OutboxState.Queued or OutboxState.Deferred or OutboxState.Sending ? Time(mail.NextAttempt) : null,
        lastAttempt = mail.LastAt is { } last ? Time(last) : null, relay = mail.Relay, lastReply = mail.LastReply,
    };

    private static object Facts(NumberedAttempt one) => new
    {
        number = one.Number, at = Time(one.Attempt.At), stage = one.Attempt.Stage, code = one.Attempt.Code, status = one.Attempt.Status, text = one.Attempt.Text, relay = one.Attempt.Relay,
        inDoubt = one.Attempt.InDoubt,
    };

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // A relay's words end up on a terminal.
    private static string Flat(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
