using System.CommandLine;
using System.CommandLine.Parsing;
using DigestBot.Store;
using DigestBot.Wire.Syndication;
using Microsoft.Data.Sqlite;

namespace DigestBot.Cli;

/// <summary>The command line: every verb on one page. Exit code 0: done; 1: the work failed; 2: wrong use.</summary>
public static class CommandLine
{
    /// <summary>After SIGTERM or Ctrl+C: longer than the host gives its jobs to finish the mail that is on the wire (30 s).</summary>
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(40);

    private const int Failed = 1, WrongUse = 2;

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("DigestBot: the open web in your inbox, once a day. Without a verb it serves: pages and all jobs.")
        {
            ServeCommand.Create(), DemoCommand.Create(),
            FeedCommand.Create(), ArticleCommand.Create(), ReplyFileCommand.Create(), PreviewCommand.Create(),
            FeedsCommand.Create(), ArticlesCommand.Create(), SubscribersCommand.Create(), OutboxCommand.Create(),
            RunCommand.Create(), DoctorCommand.Create(), MaintenanceCommands.Status(), MaintenanceCommands.Backup(), MaintenanceCommands.Migrate(),
        };
        root.SetAction((_, stop) => ServeCommand.ServeAsync(stop));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            var verbs = string.Concat(Verbs(parsed.CommandResult).Reverse().Select(verb => verb + " "));
            await Console.Error.WriteLineAsync($"\"digestbot {verbs}--help\" says what there is.");
            return WrongUse;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd });
        }
        catch (Exception e) when (e is SettingsException or StoreException or UserException or FeedFormatException or InvalidDataException or IOException or UnauthorizedAccessException or SqliteException)
        {
            await Console.Error.WriteLineAsync(e is SettingsException ? "DigestBot cannot start with these settings:\n" + e.Message : DiskTrouble.WhatToDo(e) is { } whatToDo ? $"{e.Message} {whatToDo}" : e.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }

    // "feeds add": the innermost verb first.
    private static IEnumerable<string> Verbs(CommandResult result)
    {
        for (SymbolResult? at = result; at is CommandResult { Command: not RootCommand } command; at = at.Parent) yield return command.Command.Name;
    }
}

/// <summary>The work of a command failed for a reason that its user can act on.</summary>
public sealed class UserException(string message) : Exception(message);
