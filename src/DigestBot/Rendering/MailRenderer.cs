using System.Globalization;
using DigestBot.Model;
using DigestBot.Store;
using DigestBot.Subscribers;
using DigestBot.Wire.Mime;
using DigestBot.Wire.Text;

namespace DigestBot.Rendering;

/// <summary>A mail ready for the wire.</summary>
/// <param name="Name">Time, kind and number, fit for a file's name.</param>
/// <param name="EnvelopeFrom">Envelope sender.</param>
/// <param name="MessageId">Without brackets.</param>
/// <param name="Octets">Header and body.</param>
public sealed record RenderedMail(string Name, string EnvelopeFrom, string MessageId, RentedBuffer Octets) : IDisposable
{
    /// <summary>Header and body; gone when this was disposed of.</summary>
    public ReadOnlyMemory<byte> Message => Octets.Written;

    /// <summary>Gives the octets' place back, for another mail. One that is kept need not be disposed of.</summary>
    public void Dispose() => Octets.Dispose();
}

/// <summary>
/// Outbox rows → mails: a pure function of stored rows, configuration and keys. The same row gives the same bytes, on a second attempt too.
/// </summary>
public sealed class MailRenderer(DigestTable digests, CardViews views, Brand brand, Wording wording, Links links, MailAddresses addresses, MailOptions options, DkimSigner signer)
{
    private const int MostOfName = 64;

    // The operator's own words, but a line break or an endless name here would stop every mail.
    private readonly string _sender = DisplayText.Clip(DisplayText.Line(options.Name.Length > 0 ? options.Name : brand.Name), MostOfName);
    private readonly DigestMails _digestMails = new(views, brand, wording, links);
    private readonly NoticeMails _noticeMails = new(brand, wording, links);

    // What is the same in every mail is written once.
    private WrittenField? _from, _list;
    private readonly WrittenField _generated = WrittenField.Structured("Auto-Submitted", "auto-generated");
    private readonly WrittenField _replied = WrittenField.Structured("Auto-Submitted", "auto-replied");
    private readonly WrittenField _oneClick = WrittenField.Structured("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    private readonly WrittenField _bulk = WrittenField.Structured("Precedence", "bulk");

    private WrittenField From => _from ??= WrittenField.Addresses("From", new Mailbox(_sender, options.From));

    private WrittenField List => _list ??= WrittenField.ListId(_sender, "digest." + options.Domain);

    /// <summary>Prepares what these mails share, so that each can be put together without waiting.</summary>
    public async Task<PreparedMails> PrepareAsync(IReadOnlyList<OutboxMessage> mails)
    {
        await using var components = new Components();
        var prepared = new PreparedMails();
        var rows = (await digests.ManyAsync([.. mails.Where(m => m.DigestId is not null).Select(m => m.DigestId!.Value)])).ToDictionary(row => row.Digest.Id);
        foreach (var mail in mails)
        {
            try
            {
                if (mail.Kind != MailKind.Digest)
                {
                    var notice = await _noticeMails.RenderAsync(mail, components);
                    prepared.Add(mail.Id, () => Assemble(mail, notice));
                    continue;
                }

                if (mail.DigestId is not { } id || !rows.TryGetValue(id, out var row)) throw new InvalidOperationException($"The digest of mail {mail.Id} is gone, or its row is damaged.");
                var edition = await _digestMails.EditionAsync(row.Digest, row.Selection, components);
                prepared.Add(mail.Id, () => Assemble(mail, row.Digest, edition));
            }
            catch (Exception e) when (e is not Microsoft.Data.Sqlite.SqliteException)
            {
                // One mail that cannot be made must not stop the others.
                prepared.Fail(mail.Id, e.Message);
            }
        }

        return prepared;
    }

    /// <summary>A digest that is not stored and not sent: what it would look like.</summary>
    public async Task<RenderedMail> PreviewAsync(Digest digest, Selection selection, string address)
    {
        await using var components = new Components();
        var edition = await _digestMails.EditionAsync(digest, selection, components);
        var mail = new OutboxMessage { Kind = MailKind.Digest, Recipient = address, SubscriberId = 0, Created = selection.Created };
        return Assemble(mail, digest, edition);
    }

    private RenderedMail Assemble(OutboxMessage mail, Digest digest, Edition edition)
    {
        var (subject, text, html) = _digestMails.Fill(digest, edition, mail.Recipient);
        var message = Start(mail, subject);
        ListHeaders(message, mail).Add(_bulk).Header("Feedback-ID", $"{digest.LocalDate}:digest:{edition.Texts.Language}:digestbot");
        return Finish(mail, message.Text(text).Html(html));
    }

    private RenderedMail Assemble(OutboxMessage mail, NoticeMail notice)
    {
        var message = Start(mail, WrittenField.FreeText("Subject", notice.Subject));
        if (notice.InReplyTo is { Length: < 250 } answered && answered.All(c => c is > ' ' and < '\x7f' and not ('<' or '>'))) message.Header("In-Reply-To", $"<{answered}>").Header("References", $"<{answered}>");
        if (mail.Kind is MailKind.Welcome or MailKind.Receipt) ListHeaders(message, mail);
        message.Header("Feedback-ID", $"notice:{mail.Kind.ToString().ToLowerInvariant()}:{notice.Language}:digestbot");
        return Finish(mail, message.Text(notice.Text).Html(notice.Html));
    }

    private MessageWriter Start(OutboxMessage mail, WrittenField subject)
    {
        var message = new MessageWriter()
            .Add(From)
            .To(new Mailbox(null, mail.Recipient))
            .Add(subject)
            .Date(mail.Created)
            .MessageId(addresses.MessageId(mail.Id, mail.SubscriberId));
        if (mail.SubscriberId is { } subscriber) message.ReplyTo(new Mailbox(null, addresses.ReplyTo(subscriber)));
        // RFC 3834 5: what a program writes says so, and is answered by no other program.
        return message.Add(mail.Kind is MailKind.Receipt or MailKind.Goodbye ? _replied : _generated);
    }

    private MessageWriter ListHeaders(MessageWriter message, OutboxMessage mail)
    {
        var subscriber = mail.SubscriberId ?? throw new InvalidOperationException($"Mail {mail.Id} names no subscriber.");
        return message.Add(List)
            .Header("List-Unsubscribe", $"<{links.Unsubscribe(subscriber)}>, <{addresses.UnsubscribeMailto(subscriber)}>")
            .Add(_oneClick);
    }

    private RenderedMail Finish(OutboxMessage mail, MessageWriter message) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{mail.Created.UtcDateTime:yyyyMMdd-HHmmss}-{mail.Kind.ToString().ToLowerInvariant()}-{mail.Id}"), addresses.EnvelopeFrom(mail.Id), addresses.MessageId(mail.Id, mail.SubscriberId), signer.Sign(message, mail.Created));
}

/// <summary>Mails that can be put together without waiting.</summary>
public sealed class PreparedMails
{
    private readonly Dictionary<long, Func<RenderedMail>> _mails = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<long, string> _problems = [];

    internal void Add(long id, Func<RenderedMail> render) => _mails[id] = render;

    internal void Fail(long id, string problem) => _problems[id] = problem;

    /// <summary>The mail, or null when it cannot be made; see <see cref="Problem"/>.</summary>
    public RenderedMail? Render(OutboxMessage mail)
    {
        if (!_mails.TryGetValue(mail.Id, out var render)) return null;
        try
        {
            return render();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _problems[mail.Id] = e.Message;
            return null;
        }
    }

    /// <summary>Why a mail cannot be made.</summary>
    public string Problem(OutboxMessage mail) => "not rendered: " + (_problems.TryGetValue(mail.Id, out var problem) ? problem : "unknown");
}
