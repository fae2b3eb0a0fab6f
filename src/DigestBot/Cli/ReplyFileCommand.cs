using System.CommandLine;
using DigestBot.Replies;

namespace DigestBot.Cli;

/// <summary><c>digestbot reply PATH|-…</c>: what the inbox makes of messages; with <c>--apply</c> it is done.</summary>
internal static class ReplyFileCommand
{
    public static Command Create()
    {
        var inputs = Inputs.Argument("path", "Messages (.eml): files, folders, or - for standard input.");
        var json = new Option<bool>("--json") { Description = "One JSON object per input and line." };
        var apply = new Option<bool>("--apply") { Description = "Do what the message asks for: for a mail server's pipe." };
        var command = new Command("reply", "Reads replies, bounces and complaints.") { inputs, json, apply };
        command.SetAction((parsed, stop) => parsed.GetValue(apply)
            ? ApplyAsync(Inputs.Of(parsed.GetRequiredValue(inputs), ""), stop)
            : StageOutput.RunAsync(
                Inputs.Of(parsed.GetRequiredValue(inputs), "message/rfc822"), parsed.GetValue(json),
                (input, bytes, _, _) =>
                {
                    var reply = ReadReply.Of(bytes);
                    return (writer => ReplyJson.Write(writer, input.Source, reply), () => Text(input.Source, reply));
                }, stop));
        return command;
    }

    // A mail server that pipes a message here keeps it and tries again when the exit code is not 0; so 0 is said only when it has been handled.
    private static async Task<int> ApplyAsync(IEnumerable<Input> inputs, CancellationToken stop)
    {
        await using var app = App.Open();
        foreach (var input in inputs)
            Console.WriteLine($"{input.Source}: {(await app.Get<ReplyHandler>().ApplyAsync((await input.ReadAsync(stop)).Bytes)).ToString().ToLowerInvariant()}");
        return 0;
    }

    private static string Text(string source, ReadReply reply) =>
        $"{source}: {reply.Kind}{string.Concat(reply.Commands.Select(command => $" [{command.Verb}{(command.Argument is null ? "" : " " + command.Argument)}]"))}"
        + string.Concat(reply.Recipients.Select(recipient => $" {recipient.Address} {recipient.Status} {recipient.Reason}"));
}
