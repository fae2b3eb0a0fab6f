using System.Buffers;

namespace DigestBot.Articles.Models;

/// <summary>Words that show an answer to be something else than a summary: a refusal, a preface, a plea to the reader, an echo of instructions.</summary>
internal static class NotASummary
{
    // Never, whatever the article says.
    private static readonly string[] Always =
    [
        "as an ai", "as a language model", "i cannot", "i can't", "i can not", "i'm sorry", "i am sorry", "i apologize", "i'm unable", "i am unable", "here is a summary", "here's a summary", "here is the summary", "here's the summary",
        "summary:", "ignore previous", "ignore all", "ignore the above", "disregard", "system prompt", "my instructions", "the instructions above", "click here", "click on", "click the", "tap here", "sign up", "subscribe", "unsubscribe", "visit our", "visit us",
        "buy now", "order now", "call now", "call us", "download now", "follow us", "share this", "please ", "your account", "your password", "your credit card", "log in", "sure!", "sure, ", "certainly!", "of course!",
        "als ki", "als sprachmodell", "ich kann nicht", "ich kann keine", "es tut mir leid", "hier ist eine zusammenfassung", "hier ist die zusammenfassung", "zusammenfassung:", "klicken sie", "klick hier", "abonnieren sie", "melden sie sich", "bitte ", "besuchen sie", "ihr konto", "ihr passwort", "jetzt kaufen",
        "en tant qu'ia", "en tant que modèle", "je ne peux pas", "désolé", "voici un résumé", "voici le résumé", "résumé :", "résumé:", "cliquez", "abonnez-vous", "inscrivez-vous", "veuillez", "visitez", "votre compte", "votre mot de passe", "achetez",
        "como modelo de lenguaje", "como ia", "no puedo", "lo siento", "aquí tienes", "aquí está el resumen", "resumen:", "haga clic", "haz clic", "suscríbete", "suscríbase", "por favor", "visite ", "su cuenta", "su contraseña", "compre ",
        "как языковая модель", "я не могу", "извините", "вот краткое", "нажмите", "подпишитесь", "пожалуйста", "перейдите по",
        "申し訳", "要約：", "以下は要約", "クリックして", "登録してください", "ください", "抱歉", "作为一个", "作為一個", "点击", "點擊", "以下是摘要", "摘要：", "请访问", "請訪問",
    ];

    private static readonly SearchValues<string> Any = SearchValues.Create(Always, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first such words; null when there are none.</summary>
    public static string? Find(string summary)
    {
        var text = summary.Replace('’', '\'');
        for (var from = 0; text.AsSpan(from).IndexOfAny(Any) is >= 0 and var found; from += found + 1)
        {
            var at = from + found;
            if (at > 0 && char.IsLetter(text[at - 1]) && !Wire.Text.Scripts.IsCjk(text[at])) continue; // inside a word
            var words = Always.First(words => text.AsSpan(at).StartsWith(words, StringComparison.OrdinalIgnoreCase));
            // "subscribers", where the article speaks of them, is no plea.
            if (at + words.Length < text.Length && char.IsLetter(text[at + words.Length]) && char.IsLetter(words[^1]) && !Wire.Text.Scripts.IsCjk(words[^1])) continue;
            return words.Trim();
        }

        return null;
    }
}
