namespace DigestBot.Wire.Smtp;

/// <summary>No access token could be had. The message says why and what to do, and never holds a token.</summary>
public sealed class AccessTokenException(string message, Exception? inner = null) : Exception(message, inner);
