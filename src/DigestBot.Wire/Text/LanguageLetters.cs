namespace DigestBot.Wire.Text;

/// <summary>Letters that only one language of a script has.</summary>
internal static class LanguageLetters
{
    /// <summary>Persian, Urdu or Arabic.</summary>
    public static string Arabic(ReadOnlySpan<char> text)
    {
        int urdu = 0, persian = 0, arabic = 0;
        foreach (var c in text)
            if (c is 'ٹ' or 'ڈ' or 'ڑ' or 'ں' or 'ے' or 'ھ' or 'ہ')
                urdu++;
            else if (c is 'پ' or 'چ' or 'ژ' or 'گ' or 'ی' or 'ک')
                persian++;
            else if (c is 'ي' or 'ك' or 'ة' or 'ى' or 'إ' or 'أ')
                arabic++;
        return urdu * 3 > persian + arabic ? "ur" : persian > arabic ? "fa" : "ar";
    }

    /// <summary>Ukrainian, Belarusian, Serbian, Macedonian, Kazakh or Russian by their own letters; null when none shows.</summary>
    public static string? Cyrillic(ReadOnlySpan<char> text)
    {
        int letters = 0, ukrainian = 0, belarusian = 0, serbian = 0, macedonian = 0, kazakh = 0, russian = 0, hard = 0;
        foreach (var c in text)
        {
            if (c is < '\u0400' or > '\u052F')
                continue;
            letters++;
            switch (char.ToLowerInvariant(c))
            {
                case 'ї' or 'є' or 'ґ' or 'і': ukrainian++; break;
                case 'ў': belarusian++; break;
                case 'ђ' or 'ћ' or 'џ': serbian++; break;
                case 'ѓ' or 'ќ' or 'ѕ': macedonian++; break;
                case 'ә' or 'ғ' or 'қ' or 'ң' or 'ө' or 'ұ' or 'ү': kazakh++; break;
                case 'ы' or 'э' or 'ё': russian++; break;
                case 'ъ': hard++; break;
            }
        }
        if (letters < 12)
            return null;
        if (kazakh * 25 > letters)
            return "kk";
        if (belarusian * 100 > letters)
            return "be";
        if (ukrainian * 60 > letters)
            return russian * 100 > letters ? "be" : "uk";
        if (serbian > macedonian && serbian * 150 > letters)
            return "sr";
        if (macedonian * 150 > letters)
            return "mk";
        return russian * 120 > letters ? "ru" : hard * 120 > letters && russian == 0 ? "bg" : null;
    }
}
