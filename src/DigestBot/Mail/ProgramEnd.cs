using System.ComponentModel;
using System.Diagnostics;

namespace DigestBot.Mail;

/// <summary>The end of a program that did not end by itself.</summary>
internal static class ProgramEnd
{
    /// <summary>Ends it with its children. One that runs as another user (sudo, a setuid mail server) may not be ended by us: then it is left alone.</summary>
    public static void Force(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is Win32Exception or AggregateException or InvalidOperationException or NotSupportedException)
        {
            // What matters is said by whoever gave it up.
        }
    }
}
