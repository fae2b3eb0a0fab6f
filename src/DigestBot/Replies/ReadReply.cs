using System.Text.Json;
using DigestBot.Wire.Mime;

namespace DigestBot.Replies;

/// <summary>A message of the inbox, read but not acted on.</summary>
/// <param name="Kind">command, bounce, complaint, autoreply or other.</param>
/// <param name="Commands">What it asks for.</param>
/// <param name="Text">What its sender wrote.</param>
/// <param name="Recipients">For bounces and complaints: whom they are about.</param>
/// <param name="Token">A string in its addresses, Message-IDs or subject that has the shape of one of our tokens; null when there is none. Not checked: that takes the key.</param>
public sealed record ReadReply(string Kind, IReadOnlyList<ReplyCommand> Commands, string Text, IReadOnlyList<DeliveryRecipient> Recipients, string? Token)
{
    /// <summary>Reads a message.</summary>
    public static ReadReply Of(ReadOnlyMemory<byte> bytes)
    {
        var message = MessageReader.Read(bytes);
        var text = ReplyText.Visible(message.TextBody ?? "");
        var token = Tokens(message).FirstOrDefault();
        if (DeliveryReport.Read(message) is { } report)
            return new ReadReply(report.Kind == DeliveryReportKind.Complaint ? "complaint" : "bounce", [], text, report.Recipients, token);
        if (AutomaticMail.Classify(message.Headers) != AutomaticKind.None) return new ReadReply("autoreply", [], text, [], token);
        var commands = ReplyCommands.Parse(text, WithoutTokens(message.Subject));
        return new ReadReply(commands.Count > 0 ? "command" : "other", commands, text, [], token);
    }

    /// <summary>A subject without the words that have the shape of a token: "unsubscribe TOKEN", which List-Unsubscribe asks mail programs to write, says "unsubscribe".</summary>
    internal static string WithoutTokens(string subject) => string.Join(' ', subject.Split(' ').Where(word => !IsToken(word)));

    private static bool IsToken(string text) => text.Length is >= 28 and <= 40 && text.All(c => c is >= 'a' and <= 'z' or >= '2' and <= '7');

    private static IEnumerable<string> Tokens(ReceivedMessage message)
    {
        var addresses = message.To.Concat(message.Cc).Concat(message.Addresses("Delivered-To")).Select(mailbox => mailbox.Address);
        foreach (var text in addresses.Concat(message.InReplyTo).Concat(message.References))
            foreach (var part in text.Split('@', '+', '.', '-', '='))
                if (IsToken(part)) yield return part;
        foreach (var word in message.Subject.Split(' '))
            if (IsToken(word)) yield return word;
    }
}

/// <summary>Writes a read message as the JSON object of <c>digestbot reply --json</c>.</summary>
public static class ReplyJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter writer, string source, ReadReply reply)
    {
        writer.WriteStartObject();
        writer.WriteString("source", source);
        writer.WriteString("kind", reply.Kind);
        writer.WriteStartArray("commands");
        foreach (var command in reply.Commands)
        {
            writer.WriteStartObject();
            writer.WriteString("verb", command.Verb);
            writer.WriteString("argument", command.Argument);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("text", reply.Text);
        writer.WriteStartArray("recipients");
        foreach (var recipient in reply.Recipients)
        {
            writer.WriteStartObject();
            writer.WriteString("address", recipient.Address);
            writer.WriteString("action", recipient.Action);
            writer.WriteString("status", recipient.Status);
            writer.WriteString("reply", recipient.Reply);
            writer.WriteString("reason", recipient.Reason);
            writer.WriteBoolean("hard", recipient.Hard);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("token", reply.Token);
        writer.WriteEndObject();
    }
}
