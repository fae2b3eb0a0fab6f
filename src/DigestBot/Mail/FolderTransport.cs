using DigestBot.Wire.Smtp;

namespace DigestBot.Mail;

/// <summary>Leaves mail in a folder as .eml files, one each: what happens without a relay, and what a mail program can open.</summary>
public sealed class FolderTransport(string folder) : IMailTransport
{
    /// <inheritdoc />
    public string Destination => folder;

    /// <inheritdoc />
    public Task<IMailConnection> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return Task.FromResult<IMailConnection>(new Connection(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TransportException($"The outbox folder {folder} cannot be made: {e.Message}", e);
        }
    }

    private sealed class Connection(string folder) : IMailConnection
    {
        public bool IsUsable => true;

        public string Relay => folder;

        public async Task<SendResult> SendAsync(OutgoingMail mail, Func<CancellationToken, ValueTask<OutgoingMail?>> beforeFinalDot, CancellationToken cancellation)
        {
            await beforeFinalDot(cancellation);
            // The same mail has the same name: one in doubt that is written again is the same file.
            var name = mail.Name + ".eml";
            var partial = Path.Combine(folder, name + ".partial");
            try
            {
                await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
                {
                    await file.WriteAsync(mail.Message, cancellation);
                    file.Flush(flushToDisk: true);
                }

                File.Move(partial, Path.Combine(folder, name), overwrite: true);
                SyncedFolder.Sync(folder);
                return new SendResult(SendOutcome.Delivered, null, false, true, [], "written to " + name);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next mail would fare no better: all of it waits.
                throw new TransportException($"The outbox folder {folder} cannot be written: {name}: {e.Message}", e);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
