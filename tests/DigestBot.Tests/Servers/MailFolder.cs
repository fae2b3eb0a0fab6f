namespace DigestBot.Tests.Servers;

/// <summary>A Maildir that a mail server delivers into.</summary>
internal static class MailFolder
{
    /// <summary>The files of the messages in it; waits until there are as many as asked for.</summary>
    /// <param name="maildir">The folder.</param>
    /// <param name="count">So many at least.</param>
    /// <param name="log">What the server has to say if they do not come.</param>
    /// <exception cref="TimeoutException">They have not come in thirty seconds.</exception>
    public static async Task<IReadOnlyList<string>> WaitAsync(string maildir, int count, Func<string> log)
    {
        var incoming = Path.Combine(maildir, "new");
        for (var tries = 0; tries < 600; tries++)
        {
            if (Directory.Exists(incoming) && Directory.GetFiles(incoming) is var files && files.Length >= count) return files;
            await Task.Delay(50);
        }

        throw new TimeoutException($"Fewer than {count} messages in {incoming}.\n{log()}");
    }
}
