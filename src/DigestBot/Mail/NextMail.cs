namespace DigestBot.Mail;

/// <summary>
/// The mail that follows on a connection, put together while the disk is waited for and announced with the end of the one before. When the relay turns out to be slow with
/// that one, the next goes to another connection, and nothing is announced here until the relay is prompt again. Asked by the lane and by the session at once.
/// </summary>
internal sealed class NextMail
{
    // A relay that is slow with every mail would otherwise cost a connection for each that was announced in vain.
    private const int PromptAgain = 20;

    private readonly Lock _gate = new();
    private ReadyMail? _mail;
    private int _silent;

    /// <summary>Whether one is to be put together.</summary>
    public bool IsWanted
    {
        get
        {
            lock (_gate) return _mail is null && _silent == 0;
        }
    }

    /// <summary>What is announced, or null.</summary>
    public OutgoingMail? Announced
    {
        get
        {
            lock (_gate) return _mail?.Mail;
        }
    }

    /// <summary>Keeps it.</summary>
    /// <returns>False when the relay turned out to be slow meanwhile.</returns>
    public bool TryKeep(ReadyMail mail)
    {
        lock (_gate)
        {
            if (_silent > 0) return false;
            _mail = mail;
            return true;
        }
    }

    /// <summary>Takes it out; null when there is none.</summary>
    public ReadyMail? Take()
    {
        lock (_gate)
        {
            var mail = _mail;
            _mail = null;
            return mail;
        }
    }

    /// <summary>The relay is slow: nothing is announced for some mails.</summary>
    /// <returns>What was kept; its commands may be on the wire already, and then its connection cannot carry another mail.</returns>
    public ReadyMail? LetGo()
    {
        lock (_gate) _silent = PromptAgain;
        return Take();
    }

    /// <summary>The relay answered in time.</summary>
    public void Prompt()
    {
        lock (_gate)
            if (_silent > 0) _silent--;
    }
}
