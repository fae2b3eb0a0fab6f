using DigestBot.Wire.Mime;

namespace DigestBot.Tests.Wire.Mime;

/// <summary>Which refusals are about the address, and which about the message, the sender or the moment.</summary>
public sealed class DeadAddressTests
{
    [Theory]
    [InlineData(550, "5.1.1", "<ana@readers.example>: Recipient address rejected: User unknown in local recipient table")]
    [InlineData(550, "5.1.1", "ok, but no")]
    [InlineData(550, "5.1.2", "Domain not found")]
    [InlineData(501, "5.1.3", "Bad recipient address syntax")]
    [InlineData(551, "5.1.6", "Recipient has moved")]
    [InlineData(556, "5.1.10", "Recipient address has null MX")]
    [InlineData(550, "5.2.1", "The email account that you tried to reach is disabled")]
    [InlineData(550, "5.4.4", "Host or domain name not found. Name service error for name=nowhere.example type=A: Host not found")]
    [InlineData(550, null, "No such user here")]
    [InlineData(550, "5.0.0", "User unknown")]
    public void Nobody_is_there(int code, string? status, string text) => DeadAddress.Is(code, status, text).ShouldBeTrue();

    [Theory]
    [InlineData(450, "4.1.1", "User unknown in local recipient table")]
    [InlineData(450, null, "No such user here")]
    [InlineData(421, "4.7.0", "Try again later")]
    [InlineData(552, "5.2.2", "Mailbox full")]
    [InlineData(552, "5.1.1", "Too many recipients")]
    [InlineData(550, "5.7.1", "Message rejected as spam")]
    [InlineData(550, "5.1.1", "Mail rejected: your IP address is listed at zen.spamhaus.org")]
    [InlineData(550, "5.1.1", "The recipient's mailbox is full")]
    [InlineData(550, "5.7.26", "This message does not pass DMARC")]
    [InlineData(554, "5.7.1", "Relay access denied")]
    [InlineData(552, "5.3.4", "Message size exceeds fixed limit")]
    [InlineData(550, "5.1.7", "Bad sender's mailbox address syntax")]
    [InlineData(550, "5.1.8", "Sender address rejected: Domain not found")]
    [InlineData(550, "5.2.0", "no")]
    [InlineData(550, "5.4.4", "no route")]
    [InlineData(550, "5.4.1", "Recipient address rejected: Access denied")]
    [InlineData(550, null, "Message contains spam")]
    [InlineData(550, null, "Requested action not taken")]
    [InlineData(550, null, "")]
    [InlineData(500, "5.3.0", "Error: command failed")]
    [InlineData(554, "5.6.0", "content rejected")]
    public void Something_else_is_wrong(int code, string? status, string text) => DeadAddress.Is(code, status, text).ShouldBeFalse();
}
