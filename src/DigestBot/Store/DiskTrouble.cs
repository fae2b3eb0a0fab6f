using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace DigestBot.Store;

/// <summary>What a failure of the disk or of the database on it means for the operator.</summary>
public static partial class DiskTrouble
{
    /// <summary>The next step, or null when neither the disk nor the database is to blame.</summary>
    public static string? WhatToDo(Exception e) => e switch
    {
        SqliteException sqlite => Sqlite(sqlite.SqliteErrorCode),
        UnauthorizedAccessException => "Check the permissions of the file and of its folder.",
        IOException io => Errno(io.HResult),
        _ => null,
    };

    /// <summary>The same for a message that passed on what SQLite said ("SQLite Error 13: …").</summary>
    public static string? WhatToDo(string message) =>
        SqliteError().Match(message) is { Success: true } error ? Sqlite(int.Parse(error.Groups["code"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)) : null;

    // Primary result codes (sqlite.org/rescode.html).
    private static string? Sqlite(int code) => code switch
    {
        5 or 6 => "The database is locked by another program: close it.",
        8 => "The database cannot be written: check its permissions and those of its folder, and that the disk is not mounted read-only.",
        10 => "The disk reports errors, or is full: check it, and restore a backup if need be.",
        11 or 26 => "The database is damaged: restore a backup.",
        13 => "The disk is full: make room.",
        14 => "The database cannot be opened: check that its folder is there and writable, and that the disk is not full.",
        _ => null,
    };

    // errno(3), as .NET gives it on Linux.
    private static string? Errno(int number) => number switch
    {
        5 => "The disk reports errors: check it, and restore a backup if need be.",
        28 or 122 => "The disk is full: make room.",
        30 => "The disk is mounted read-only: check it, or choose another Storage:Folder.",
        _ => null,
    };

    [GeneratedRegex(@"^SQLite Error (?<code>\d{1,3}): ", RegexOptions.ExplicitCapture)]
    private static partial Regex SqliteError();
}
