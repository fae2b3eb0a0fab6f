using System.ComponentModel;
using System.Diagnostics;
using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>Hands mail to a program that takes the arguments of sendmail: Postfix, Exim, OpenSMTPD, msmtp and others have one. Each mail is a process of its own.</summary>
public sealed class SendmailTransport(SendmailSettings settings, TimeProvider clock) : IMailTransport
{
    /// <inheritdoc />
    public string Destination => settings.Path;

    /// <inheritdoc />
    public Task<IMailConnection> ConnectAsync(CancellationToken cancellation)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var path = settings.Path;
        if (!File.Exists(path))
            throw Unusable($"There is no program {path}. Install one (a mail server such as Postfix brings it), or correct Sendmail:Path.", new FileNotFoundException(null, path));
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Execute) == 0)
            throw Unusable($"{path} is not a program: it may not be executed. Correct Sendmail:Path, or its mode.", new UnauthorizedAccessException());
        return Task.FromResult<IMailConnection>(new Connection(path, TimeSpan.FromSeconds(settings.TimeoutSeconds), clock));
    }

    private static TransportException Unusable(string message, Exception inner) => new(message, inner);

    private sealed class Connection(string path, TimeSpan longest, TimeProvider clock) : IMailConnection
    {
        public string Relay => path;

        public bool IsUsable => true;

        public async Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation)
        {
            var arguments = Arguments(mail.Envelope);
            var input = WithoutCarriageReturns(mail.Message.Span);
            // The end of the input is what the final dot is to a relay. It comes when we say so, and also when we die: so this is asked before there is a program that could see it.
            await beforeFinalDot(cancellation);
            var start = new ProcessStartInfo(path, arguments)
            {
                UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = System.IO.Path.GetPathRoot(path),
            };
            Process? process;
            try
            {
                process = Process.Start(start);
            }
            catch (Win32Exception e)
            {
                throw Unusable($"{path} cannot be started: {e.Message}", e);
            }

            using (process) return await FinishAsync(process!, input, cancellation);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<SendResult> FinishAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellation)
        {
            using var limit = new CancellationTokenSource(longest, clock);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            var said = new ProgramWords(process);
            try
            {
                await WriteAsync(process, input, stop.Token);
                await process.WaitForExitAsync(stop.Token);
                return SendmailExit.Result(process.ExitCode, await said.ReadAsync());
            }
            catch (OperationCanceledException)
            {
                // It may have queued the mail already: only the end of the process says.
                ProgramEnd.Force(process);
                var why = limit.IsCancellationRequested ? $"it had not ended after {longest.TotalSeconds:0} seconds, and was ended" : "it was ended, because the service stops";
                return new SendResult(SendOutcome.ConnectionLost, null, true, true, [], $"{path}: {why}{await said.ReadAsync()}");
            }
        }

        private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken stop)
        {
            try
            {
                PipeRoom.Widen(process.StandardInput.BaseStream, input.Length);
                await process.StandardInput.BaseStream.WriteAsync(input, stop);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading all of it; its exit code says why.
            }
        }

        /// <summary>No shell reads these, and none begins with a hyphen but our own options.</summary>
        private static string[] Arguments(Envelope envelope) =>
            ["-i", "-f", Argument(envelope.From), "--", .. envelope.Recipients.Select(Argument)];

        private static string Argument(string address)
        {
            var wire = address.Length == 0 ? "<>" : SmtpAddress.Parse(address).Wire;
            var at = wire.LastIndexOf('@');
            // RFC 5321 4.1.2: in quotation marks it is the same address; not every program knows "--".
            return wire[0] == '-' ? $"\"{wire[..at]}\"{wire[at..]}" : wire;
        }

        /// <summary>Such programs read lines as their system writes them, and make the CRLF of the wire of each line's end.</summary>
        private static ReadOnlyMemory<byte> WithoutCarriageReturns(ReadOnlySpan<byte> message)
        {
            var lines = new byte[message.Length];
            var length = 0;
            for (var i = 0; i < message.Length; i++)
                if (message[i] != '\r' || i + 1 == message.Length || message[i + 1] != '\n')
                    lines[length++] = message[i];
            return lines.AsMemory(0, length);
        }
    }
}
