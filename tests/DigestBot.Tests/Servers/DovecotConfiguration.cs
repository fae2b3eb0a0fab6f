using System.Diagnostics;

namespace DigestBot.Tests.Servers;

/// <summary>The configuration of a private Dovecot 2.3 that touches nothing outside its folder.</summary>
internal static class DovecotConfiguration
{
    public static string Text(string folder, string maildir, int imapPort, int imapsPort)
    {
        // As root it changes to the users that Debian's package made; as anybody else it stays who it is.
        var root = Environment.UserName == "root";
        var (internalUser, loginUser, group) = root ? ("dovecot", "dovenull", "dovecot") : (Environment.UserName, Environment.UserName, OwnGroup());
        var mailUser = root ? "nobody" : Environment.UserName;
        return $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            default_internal_user = {{internalUser}}
            default_internal_group = {{group}}
            default_login_user = {{loginUser}}
            first_valid_uid = 1
            first_valid_gid = 1
            mail_location = maildir:{{maildir}}
            mail_fsync = never
            auth_mechanisms = plain
            auth_failure_delay = 0
            disable_plaintext_auth = yes
            ssl = yes
            ssl_cert = <{{folder}}/server.pem
            ssl_key = <{{folder}}/server.key
            passdb {
              driver = passwd-file
              args = {{folder}}/users
            }
            userdb {
              driver = static
              args = uid={{mailUser}} gid={{(root ? "nogroup" : group)}} home={{maildir}}
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{imapPort}}
              }
              inet_listener imaps {
                port = {{imapsPort}}
                ssl = yes
              }
            }
            # Without the listener a wrong password does not slow down the logins after it.
            service anvil {
              chroot =
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service stats {
              chroot =
            }

            """;
    }

    private static string OwnGroup()
    {
        using var id = Process.Start(new ProcessStartInfo("id", ["-gn"]) { RedirectStandardOutput = true })!;
        return id.StandardOutput.ReadToEnd().Trim();
    }
}
