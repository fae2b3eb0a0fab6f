namespace DigestBot.Subscribers;

/// <summary>Section <c>Signup</c>: who can sign up.</summary>
public sealed class SignupOptions
{
    /// <summary>Whether the part before the @ may be other than ASCII; false where the relay does not know SMTPUTF8 (RFC 6531), so that no mail to such an address could leave.</summary>
    public bool InternationalAddresses { get; set; } = true;
}
