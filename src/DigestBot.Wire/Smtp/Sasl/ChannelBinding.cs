using System.Net.Security;
using System.Runtime.InteropServices;
using System.Security.Authentication.ExtendedProtection;
using System.Text;

namespace DigestBot.Wire.Smtp.Sasl;

/// <summary>How SCRAM is bound to the TLS channel (RFC 5802 6).</summary>
internal enum BindingUse
{
    /// <summary>Not at all: there is no channel, or the server's kind of binding is not ours (flag n).</summary>
    None,

    /// <summary>We could, the server does not offer it (flag y): a server that does knows then that somebody took its offer away.</summary>
    Possible,

    /// <summary>The channel's data are part of the proof (flag p).</summary>
    Bound,
}

/// <summary>The binding of one exchange.</summary>
internal readonly record struct ScramBinding(BindingUse Use, byte[] Data);

/// <summary>
/// <c>tls-server-end-point</c> (RFC 5929 4), the hash of the server's certificate. The framework gives no <c>tls-exporter</c> (RFC 9266); a server that knows nothing
/// else says so, and SCRAM goes on unbound.
/// </summary>
internal static class ChannelBinding
{
    public const string Name = "tls-server-end-point";

    // The framework hands out a SecChannelBindings structure: eight 32-bit numbers, then the name, a colon and the data.
    private const int Head = 32;

    /// <summary>The data; null when the framework has none for this channel.</summary>
    public static byte[]? Of(SslStream? tls)
    {
        if (tls is null)
            return null;
        try
        {
            using var binding = tls.TransportContext.GetChannelBinding(ChannelBindingKind.Endpoint);
            if (binding is not { IsInvalid: false, Size: > Head })
                return null;
            var octets = new byte[binding.Size - Head];
            Marshal.Copy(binding.DangerousGetHandle() + Head, octets, 0, octets.Length);
            var prefix = Encoding.ASCII.GetBytes(Name + ":");
            return octets.AsSpan().StartsWith(prefix) && octets.Length > prefix.Length ? octets[prefix.Length..] : null;
        }
        catch (Exception error) when (error is PlatformNotSupportedException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }
}
