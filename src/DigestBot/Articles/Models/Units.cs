using System.Collections.Frozen;

namespace DigestBot.Articles.Models;

/// <summary>What a number counts, where it is money, length, weight, warmth or time: five miles are not five kilometres.</summary>
internal static class Units
{
    private static readonly string[] Kinds =
    [
        "$ dollar dollars usd доллар доллара долларов dólares dólar", "€ euro euros eur евро", "£ pound pounds gbp sterling pfund libras", "¥ yen jpy 円", "yuan renminbi 元", "₹ rupee rupees inr", "₽ rubel ruble rubles рубль рубля рублей", "franc francs franken", "crown crowns krona kronor krone kroner kronen",
        "km kilometer kilometers kilometre kilometres kilometern kilómetros kilomètres chilometri quilômetros км километр километра километров", "mile miles meile meilen millas milles miglia milhas миль мили", "metre metres meter meters metern mètre mètres metros metri метр метра метров",
        "foot feet ft fuß pies", "inch inches zoll pulgadas", "cm centimetre centimetres centimeter centimeters zentimeter centimètres centímetros сантиметров", "mm millimetre millimetres millimeter millimeters",
        "kg kilo kilos kilogram kilograms kilogramm кг килограммов", "gram grams gramm grammes gramos граммов", "ton tons tonne tonnes tonnen toneladas тонн тонны", "litre litres liter liters litros литров", "gallon gallons", "acre acres", "hectare hectares hektar hectáreas гектаров",
        "celsius °c", "fahrenheit °f",
        "second seconds sekunde sekunden secondes segundos secondi секунд секунды", "minute minutes minuten minutos minuti минут минуты", "hour hours stunde stunden heure heures horas ore час часа часов", "day days tag tage tagen jour jours días giorni dias день дня дней",
        "week weeks woche wochen semaine semaines semanas settimane неделя недели недель", "month months monat monate monaten mois meses mesi месяц месяца месяцев", "year years jahr jahre jahren ans années años anni anos год года лет", "decade decades jahrzehnt jahrzehnte jahrzehnten décennies décadas", "century centuries jahrhundert jahrhunderte siècles siglos",
    ];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByWord =
        Kinds.SelectMany((words, kind) => words.Split(' ').Select(word => KeyValuePair.Create(word, kind + 1))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The unit of a number: behind it ("5 miles", "five-mile", "5 €"), or the sign before it ("$5"); 0 for none that is known.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the number begins.</param>
    /// <param name="end">Where it ends, with its scale.</param>
    public static int Of(string text, int start, int end)
    {
        if (start > 0 && ByWord.TryGetValue(text.AsSpan(start - 1, 1), out var sign)) return sign;
        while (end < text.Length && text[end] is ' ' or '\u00a0' or '\u202f' or '-') end++;
        var to = end < text.Length && text[end] is '°' ? end + 1 : end;
        while (to < text.Length && to - end < 20 && char.IsLetter(text[to])) to++;
        if (to == end && end < text.Length) to++; // a sign
        return to > end && ByWord.TryGetValue(text.AsSpan(end, to - end), out var kind) ? kind : 0;
    }
}
