using System.Text;
using DigestBot.Model;
using DigestBot.Rendering;
using DigestBot.Store;
using DigestBot.Tests.Store;
using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Rendering;

/// <summary>A digest that was composed, and what it looks like on the wire.</summary>
internal sealed class ComposedMail(House house, OutboxMessage row)
{
    public OutboxMessage Row => row;

    /// <summary>Composes what is due a day later and takes the first digest.</summary>
    public static async Task<ComposedMail> OfAsync(House house)
    {
        house.Clock.Advance(TimeSpan.FromHours(19));
        (await house.ComposeAsync()).Digests.ShouldBeGreaterThan(0);
        var id = await house.ValueAsync<long>("SELECT MIN(id) FROM outbox WHERE kind = 'digest'");
        return new ComposedMail(house, (await house.Part<OutboxTable>().GetAsync(id)).ShouldNotBeNull());
    }

    /// <summary>Renders with parts that have rendered nothing before, as after a restart.</summary>
    public async Task<RenderedMail> RenderAsync()
    {
        var renderer = new MailRenderer(
            house.Part<DigestTable>(), house.Part<CardViews>(), house.Part<Brand>(), house.Part<Wording>(), house.Part<DigestBot.Subscribers.Links>(), house.Part<MailAddresses>(), house.Part<MailOptions>(), house.Part<DkimSigner>());
        var prepared = await renderer.PrepareAsync([row]);
        return prepared.Render(row) ?? throw new InvalidOperationException(prepared.Problem(row));
    }

    public async Task<string> BytesAsync() => Encoding.ASCII.GetString((await RenderAsync()).Message.Span);

    public async Task<ReceivedMessage> ReadAsync() => MessageReader.Read((await RenderAsync()).Message);

    /// <summary>A part as it stands in the mail.</summary>
    public static MimePart Part(ReceivedMessage message, string subtype) => message.AllParts().Single(part => part.ContentType is { Type: "text" } type && type.Subtype == subtype);
}
