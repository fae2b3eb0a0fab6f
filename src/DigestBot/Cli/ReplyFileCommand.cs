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

    // sysexits.h: a mail server that pipes a message here keeps it and tries again on 75, and bounces it on any other failure.
    private const int TemporaryFailure = 75;

    private static async Task<int> ApplyAsync(IEnumerable<Input> inputs, CancellationToken stop)
    {
        try
        {
            await using var app = await App.OpenAsync();
            foreach (var input in inputs)
                Console.WriteLine($"{(input.Source == "-" ? "standard input" : input.Source)}: {(await app.Get<ReplyHandler>().ApplyAsync((await input.ReadAsync(stop)).Bytes)).ToString().ToLowerInvariant()}");
            return 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return TemporaryFailure;
        }
    }

    private static string Text(string source, ReadReply reply) =>
        $"{source}: {reply.Kind}{string.Concat(reply.Commands.Select(command => $" [{command.Verb}{(command.Argument is null ? "" : " " + command.Argument)}]"))}"
        + string.Concat(reply.Recipients.Select(recipient => $" {recipient.Address} {recipient.Status} {recipient.Reason}"));
}
