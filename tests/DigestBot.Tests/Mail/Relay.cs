namespace DigestBot.Tests.Mail;

/// <summary>Settings of a relay on this machine.</summary>
internal static class Relay
{
    /// <summary>In the clear on 127.0.0.1, over two connections.</summary>
    public static (string Setting, object Value)[] At(int port, params (string Setting, object Value)[] more) =>
        [("Smtp:Host", "127.0.0.1"), ("Smtp:Port", port), ("Smtp:Security", "None"), ("Smtp:Connections", 2), ("Smtp:HeloName", "bot.example"), .. more];
}
