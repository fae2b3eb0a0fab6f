using System.CommandLine;
using System.Text.Json;

namespace DigestBot.Endurance;

/// <summary>What the commands share: whole numbers as options, and records that are printed for people or as JSON.</summary>
internal static class Records
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>An option that is 1 or more.</summary>
    public static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError($"{name} is 1 or more.");
        });
        return option;
    }

    /// <summary>Prints each record on a line of its own.</summary>
    public static Action<object> Printer(bool asJson) => record => Console.WriteLine(asJson ? JsonSerializer.Serialize(record, record.GetType(), Names) : record.ToString());
}
