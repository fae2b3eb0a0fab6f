namespace DigestBot.Replies;

/// <summary>What subscribers write in German. A pattern must cover the whole sentence, courtesy apart.</summary>
internal static class German
{
    public const string Table = """
        # Courtesy, which may stand around a command.
        polite   = bitte | bitte schön | freundlicherweise
        ask      = (könnten|könnt|können|würden|würdet) (sie|ihr) | (kannst|könntest|würdest) du
        # "bitte" is taken out before, so "ich bitte um" is "ich um".
        want     = ich (möchte|will|würde gerne|würde gern|wünsche|hätte gerne|hätte gern) | [hiermit] (möchte|will) ich | [hiermit] ich um
        greeting = (hallo|hi|moin|servus|liebe|lieber|liebes|guten tag|guten morgen|guten abend|sehr geehrte|sehr geehrtes|grüß gott) [zusammen|team|damen und herren|alle]
        closing  = danke | vielen dank | danke schön | dankeschön | besten dank | herzlichen dank | danke im voraus | im voraus | vielen dank im voraus | gruß | grüße | viele grüße | liebe grüße | lg | mfg | vg | mit freundlichen grüßen | freundliche grüße | schöne grüße | tschüss | von meinem iphone gesendet
        filler   = sofort | jetzt | ab sofort | umgehend | einfach | nur | noch | wieder | gerne | gern | mal | doch | und | aber | auch | also | ja | ok | künftig | in zukunft | ab jetzt | stattdessen | lieber | endgültig | heute | hiermit
        guard    = nicht | nie | niemals | nein | kein | wenn | falls | sobald | ob | bevor | wie | warum | wann | sagte | sagt | schrieb | meinte | sollte | könnte | würde | ohne
        and      = und | dann | sowie
        wrote    = schrieb | schreibt

        @noun    = ausgabe | ausgaben | newsletter | newslettern | e-mail | e-mails | email | emails | mail | mails | nachricht | nachrichten | liste | listen | mailingliste | verteiler | abo | abonnement | digest | rundbrief | rundmails | benachrichtigungen | post | empfang
        @some    = (und|oder|der|die|das|den|dem|des|dieser|diese|dieses|diesem|diesen|eurer|eure|euren|eurem|euer|ihrer|ihre|ihren|ihrem|ihr|deiner|deine|deinen|deinem|dein|mein|meine|meinen|meines|meiner|alle|allen|aller|von|vom|aus|weitere|weiteren|solche|täglichen|wöchentlichen|mehr|zu|für|an|adresse|daten|euch|ihnen|dir|ihn|es|sie|hier|digestbot|@noun)*
        @address = mich | uns | meine adresse | meine e-mail | meine e-mail adresse | meine mailadresse | meinen namen | meine daten
        notopic  = dein | deine | deinem | deinen | deiner | seinem | ihrem | eurem | unserem | mich | mir | uns | ich | du | sie | ihr | es | das | dies | mein | meine | meinen | alles | ein | eine | einen | bitte | zum | jetzt | kommentar | füge | fügt | nimm | nehmt | nehmen | entferne | lösche | streiche | blende | schalte | dir | euch | mehr | @noun

        unsubscribe!: [@address] [von|vom|aus|an] @some (abmelden|abbestellen|austragen|abmeldung|abbestellung|abgemeldet werden|ausgetragen werden|unsubscriben) [von|vom|aus] @some
        unsubscribe!: (melde|meldet|melden sie|trag|trage|tragt|tragen sie) @address [bitte] [von|vom|aus] @some (ab|aus) [von|vom|aus] @some
        unsubscribe!: (nimm|nehmt|nehmen sie|streich|streiche|streicht|streichen sie|lösch|lösche|löschen sie|entferne|entfernt|entfernen sie|entfern) @address [von|vom|aus] @some [raus|heraus]
        unsubscribe!: @address [von|vom|aus] @some (entfernen|löschen|streichen|nehmen|herausnehmen|rausnehmen|abmelden|austragen)
        unsubscribe!: [ich] (bestelle|melde mich|kündige|beende) [hiermit] @some [ab]
        unsubscribe!: @some (@noun) (kündigen|beenden|abbestellen|stoppen|löschen|einstellen)
        unsubscribe!: [ich] [möchte|will|wünsche|brauche] keine @some (@noun) [mehr] @some [mehr|bekommen|erhalten|empfangen|haben|lesen]*
        unsubscribe!: (schick|schickt|schicken sie|sende|sendet|senden sie) (mir|uns) keine @some (@noun) [mehr] @some
        unsubscribe!: (löschung|streichung|entfernung|austragung) (meiner|meines|aus|von|vom) @some
        unsubscribe!: kündigung | abmeldung | abmelden | abbestellen | austragen | raus aus (@some) (@noun)
        unsubscribe~: stopp | stop | aufhören | kündigen
        unsubscribe?: schluss | ende | raus | genug

        pause!: (pause|pausiere|pausieren|pausieren sie|pausiert|unterbrechen|unterbrich|aussetzen|mach pause|mache pause|stopp) [mich|uns|es] @some [für|um] [die nächsten|die|ca|etwa]* <span>
        pause!: [ich brauche|ich möchte|mach|mache|machen sie] [für] <span> (pause|pausieren|pausiere|aussetzen|unterbrechen|unterbrechung)
        pause!: @some <span> (pausieren|aussetzen|unterbrechen)
        pause: (pausieren|pausiere|pausieren sie|unterbrechen|aussetzen) @some | eine pause | mach [eine] pause | @some (pausieren|unterbrechen)
        resume: (fortsetzen|fortfahren|weitermachen|reaktivieren|wieder aktivieren|aktivieren|wiederaufnehmen|wieder aufnehmen|wieder starten|wieder anfangen|wieder senden) @some | pause (beenden|aufheben|ende) | ich bin (wieder da|zurück|wieder zurück) | (mach|macht|machen sie) weiter
        resume?: weiter | starten

        @often   = täglich | tägliche | täglichen | wöchentlich | wöchentliche | wöchentlichen | monatlich | monatliche
        @change  = [wechsle|wechsel|wechseln|ändere|ändern|stelle|stell|stellen|schick|schicke|schickt|schicken|sende|umstellen] [sie] [mir|uns|mich|es|ihn|das] [@some] [@often] @some [auf|zu|nur|lieber|einen|eine]*
        @rest    = [@some] [statt (@often)|anstatt (@often)|um|umstellen|schicken|senden|bekommen|erhalten|reicht|stattdessen]*
        daily: @change (täglich|tägliche|täglicher|jeden tag|einmal am tag|einmal täglich|pro tag) @rest
        weekdays: @change (werktags|werktäglich|werktage|an werktagen|wochentags|montag bis freitag|mo bis fr|mo fr|montags bis freitags|an arbeitstagen) @rest
        weekly: @change (wöchentlich|wöchentliche|wöchentlicher|jede woche|einmal pro woche|einmal in der woche|einmal die woche|einmal wöchentlich|1x pro woche|pro woche) @rest
        monthly: @change (monatlich|monatliche|monatlicher|jeden monat|einmal im monat|einmal pro monat|pro monat) @rest

        @send    = (wechsle|wechsel|wechseln|ändere|ändern|stelle|stell|stellen|schick|schicke|schickt|schicken|sende|sendet|senden) [sie|mir|uns|es|ihn|das|den|die|mein|meinen|auf|zu|immer|@noun]*
        twice: @change (zweimal am tag|zweimal täglich|zwei mal am tag|zwei mal täglich|2x am tag|2x täglich|2 mal am tag|2 mal täglich|zweimal pro tag) @rest
        when: @send <when> [um|schicken|senden]
        when~: <when> [schicken|senden|bekommen|erhalten]
        clock: @send <clock> [um|schicken|senden]
        clock?: [@noun] <clock> [schicken|senden|bekommen|erhalten]
        zone~: [meine|die|setze|stelle|ändere|neue]* zeitzone [auf|ist|zu|in|jetzt]* <zone>
        budget: [meine|die|setze|stelle|ändere]* (lesezeit|lesedauer) [auf|von|ist|höchstens]* <number> [minuten|minute|min] [am tag|pro tag]
        budget?: [nur|etwa|ca|höchstens|maximal|max] <number> (minuten|minute|min) [lesezeit|lesestoff|zu lesen|am tag|pro tag|täglich|reichen|genügen]*

        follow: (folge|folgen|folgt|abonniere|abonnieren|füge|hinzufügen) [dem|den|der|die] [feed|blog|seite|website] <link> [hinzu]
        follow: [dem|den] [feed|blog] <link> (folgen|abonnieren|hinzufügen|hinzu)
        follow: (folge|folgen|folgt) [dem|den|der] [feed|blog|seite|zeitung|magazin] <address>
        follow-feed: (folge|folgen|folgt|abonniere|abonnieren) [dem|den|der|die] (feed|blog|seite|zeitung|magazin) <feeds>
        follow~: (folge|folgen|folgt) <feeds>
        unfollow: (folge|folgt) [[dem|den|der] (feed|blog|seite|zeitung|magazin)] <words> nicht mehr
        unfollow: [[dem|den|der] (feed|blog|seite|zeitung|magazin)] <words> (nicht mehr folgen|entfolgen)
        unfollow: (entfolge|entfolgen|entferne|entfernen) [den|dem] [feed|blog] <link>
        unfollow: (entfolge|entfolgen|nicht mehr folgen) [[dem|den|der] (feed|blog|seite|zeitung|magazin)] <words>
        mute-source: (mute|stummschalten|stumm|blockiere|blockieren|verstecke|verstecken) [die|den|das] (quelle|seite|website|zeitung|feed) <words>
        mute-source: (blende|schalte) [die|den|das] (quelle|seite|website|zeitung|feed) <words> (aus|stumm)
        mute-source: [die|den|das] (quelle|seite|website|zeitung) <words> (stummschalten|stumm schalten|ausblenden|blockieren|verstecken)
        unmute-source: (unmute|entstummen|einblenden|zeige|zeigen) [wieder] [die|den|das] (quelle|seite|website|zeitung|feed) [wieder] <words>
        unmute-source: [die|den|das] (quelle|seite|website|zeitung) <words> [wieder] (einblenden|anzeigen|zulassen|freigeben)

        languages: [artikel] [in] (alle sprachen|allen sprachen|jeder sprache)
        languages: [schick|schicke|schickt|sende|zeig|zeige] [mir] nur [artikel|texte|beiträge] auf <languages> | [schick|schicke|schickt|sende|zeig|zeige] [mir] nur <languages> (artikel|texte|beiträge)
        languages: (artikel|texte|beiträge) [bitte] nur auf <languages>
        languages~: nur auf <languages> | nur <languages> | (artikel|texte|beiträge) auf <languages>
        language: [meine|die] sprache [ist|auf|zu|jetzt]* <language> | (stelle|stell|ändere|setze|wechsle) [meine|die] sprache (auf|zu) <language> | (schick|schicke|schickt|schreib|schreibe|schreibt|sende) [mir|es|sie|das|die|den|@noun]* auf <language>
        language~: auf <language>
        pictures on: (bilder|fotos) (an|ein|anzeigen|einschalten) | (schalte|schalt) [die] (bilder|fotos) (an|ein)
        pictures on~: mit (bildern|fotos) | (zeige|zeig|zeigt) [mir] [die] (bilder|fotos) | (bilder|fotos) zeigen
        pictures off: (bilder|fotos) (aus|ausblenden|ausschalten|weglassen) | (schalte|schalt) [die] (bilder|fotos) (aus|ab)
        pictures off~: ohne (bilder|fotos) | keine (bilder|fotos) [mehr]
        quiet on: (sag|sage|sagt|gib|gebt) [mir] [auch] [bescheid] wenn (es nichts neues gibt|nichts neues da ist|nichts neu ist|nichts neues kommt) | melde dich [auch] wenn es nichts neues gibt
        quiet off: keine leeren (mails|e-mails|digests|nachrichten|ausgaben) [mehr] | (schick|schickt|sende) [mir] keine leeren (mails|e-mails|digests|nachrichten) [mehr]
        name~: (nenn|nenne|nennt|nennen sie) mich <name>
        name~: mein name ist <name>
        name: (vergiss|vergesst|vergessen sie) meinen namen [wieder] | (lösch|lösche|löscht|löschen sie|entferne|entfernt|entfernen sie) meinen namen aus der (begrüßung|anrede) | (nenn|nenne|nennt|nennen sie) mich nicht [mehr] beim namen | meinen namen (vergessen|weglassen)
        topics: [meine|alle|die|zeige|zeig|liste] [mir] [meine|alle|die] themen [anzeigen|zeigen] | themenliste
        topics: welche themen (gibt es|habt ihr|haben sie|habe ich|kann ich wählen|stehen zur auswahl|gibts)
        add: (füge|fügt|fügen sie|nimm|nehmt|nehmen sie) [das] [thema|themen] <topics> (hinzu|dazu|auf)
        add: (hinzufügen|abonnieren|abonniere|ergänze|ergänzen|aufnehmen) [das] [thema|themen] <topics>
        add: [das] [thema|themen] <topics> (hinzufügen|hinzu|abonnieren|ergänzen|dazunehmen|dazu|aufnehmen)
        remove: (entferne|entfernt|entfernen|entfernen sie|lösche|löschen|löschen sie|streiche|streichen|abwählen) [das] [thema|themen] <topics>
        remove: [das] [thema|themen] <topics> (entfernen|löschen|abwählen|streichen|weglassen|abbestellen)
        mute: (blende|blenden sie|schalte|schalten sie) [das] (wort|thema|alles zu|alles über) <words> (aus|stumm)
        mute~: (blende|blenden sie|schalte|schalten sie) <words> (aus|stumm)
        mute: (stummschalten|stumm|verstecke|verstecken|blockiere|blockieren|ausblenden) [das] (wort|thema|alles zu|alles über) <words>
        mute~: (stummschalten|stumm|verstecke|verstecken|blockiere|blockieren|ausblenden) <words>
        mute: [das] (wort|thema|alles zu|alles über) <words> (stummschalten|stumm schalten|ausblenden|blockieren|verstecken)
        mute~: <words> (stummschalten|stumm schalten|ausblenden|blockieren|verstecken)
        unmute~: (einblenden|entstummen|zeige|zeigen) [wieder] <words>
        unmute~: <words> [wieder] (einblenden|anzeigen|zulassen|freigeben)

        schedule~: [@send] <odd>

        help?: hilfe | hilf mir | info
        help: befehle | anleitung | was kann ich (schreiben|sagen|tun) | ich brauche hilfe
        undo: rückgängig [machen] | (mach|mache|machen sie) (das|es|die letzte änderung) rückgängig | widerrufen | zurücknehmen | (das|letzte änderung) rückgängig [machen]


        often twice    = zweimal am tag | zweimal täglich | zwei mal am tag | zwei mal täglich | 2x am tag | 2x täglich | 2 mal am tag | 2 mal täglich | zweimal pro tag
        often daily    = täglich | jeden tag
        often weekdays = werktags | an werktagen | wochentags | montag bis freitag | montags bis freitags | von montag bis freitag
        often weekends = wochenends | an wochenenden | nur am wochenende | jedes wochenende | immer am wochenende
        often weekly   = wöchentlich | jede woche | einmal pro woche | einmal die woche
        often monthly  = monatlich | jeden monat | einmal im monat
        odd        = alle (zwei|drei|vier|fünf|sechs|zehn|paar|2|3|4|5|6|10|14) (stunden|tage|wochen|monate|jahre) | (jeden|jede|jedes) (zweiten|zweite|zweites|dritten|dritte|drittes|vierten|vierte|2|3|4|ersten|letzten) (tag|woche|monat|jahr|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|wochenende) [im monat|des monats] | (stündlich|vierzehntägig|14 tägig|zweiwöchentlich|vierteljährlich|halbjährlich|jährlich) | (jede stunde|jedes quartal|jedes jahr) | (zweimal|dreimal|zwei mal|drei mal|2 mal|3 mal) (pro|die|in der|im|am) (woche|monat) | am (ersten|zweiten|dritten|letzten) (montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag) (im monat|des monats|jedes monats)
        each       = jeden | immer am | an jedem | wöchentlich am | wöchentlich jeden | jede woche am | einmal pro woche am | nur am
        soft       = nur | immer
        habit      = montags | dienstags | mittwochs | donnerstags | freitags | samstags | sonnabends | sonntags
        monthly on = (monatlich|jeden monat|einmal im monat) (am|zum|immer am)
        on day     = am | immer am | jeweils am
        of month   = (jedes|eines jeden|des) monats | jeden monat | im monat
        at         = um | ab | jeweils um | immer um
        in         = auf | in
        hour       = uhr | h
        noname     = mich | mir | sie | ihn | an | am | um | ab | zurück | wenn | falls | morgen | heute | später | bitte | einen | eine | ein | der | die | das | nicht | mal | und | oder
        language ar = arabisch | arabische | arabischen
        language cs = tschechisch | tschechische
        language da = dänisch | dänische
        language de = deutsch | deutsche | deutschen | deutscher
        language en = englisch | englische | englischen | englischer
        language es = spanisch | spanische | spanischen
        language fi = finnisch | finnische
        language fr = französisch | französische | französischen
        language it = italienisch | italienische | italienischen
        language ja = japanisch | japanische
        language ko = koreanisch | koreanische
        language nl = niederländisch | niederländische | holländisch
        language no = norwegisch | norwegische
        language pl = polnisch | polnische
        language pt = portugiesisch | portugiesische
        language ru = russisch | russische
        language sv = schwedisch | schwedische
        language tr = türkisch | türkische
        language uk = ukrainisch | ukrainische
        language zh = chinesisch | chinesische

        until     = bis | bis zum | bis einschließlich | bis inklusive
        date word = den | dem | der | zum | am | nächsten
        number 1 = ein | eine | einen | einem
        number 2 = zwei
        number 3 = drei
        number 4 = vier
        number 5 = fünf
        number 6 = sechs
        number 7 = sieben
        number 8 = acht
        number 9 = neun
        number 10 = zehn
        number 12 = zwölf
        number 14 = vierzehn
        unit day = tag | tage | tagen
        unit week = woche | wochen
        unit month = monat | monate | monaten
        unit year = jahr | jahre | jahren
        month 1 = januar | jänner | jan
        month 2 = februar | feb
        month 3 = märz
        month 4 = april | apr
        month 5 = mai
        month 6 = juni | jun
        month 7 = juli | jul
        month 8 = august | aug
        month 9 = september | sept | sep
        month 10 = oktober | okt
        month 11 = november | nov
        month 12 = dezember | dez
        weekday monday = montag | montags
        weekday tuesday = dienstag | dienstags
        weekday wednesday = mittwoch | mittwochs
        weekday thursday = donnerstag | donnerstags
        weekday friday = freitag | freitags
        weekday saturday = samstag | sonnabend | samstags | sonnabends
        weekday sunday = sonntag | sonntags
        """;
}
