namespace DigestBot.Articles;

/// <summary>What words and phrases of a text tell of its type.</summary>
internal enum KindCue
{
    /// <summary>Somebody said or announced it.</summary>
    Report,

    /// <summary>It happened on a day.</summary>
    Day,

    /// <summary>What news tells of: votes, arrests, results, deaths, deals.</summary>
    Event,

    /// <summary>The writer speaks of himself.</summary>
    Self,

    /// <summary>The writer judges, demands or warns.</summary>
    Argument,

    /// <summary>The reader is told what to do.</summary>
    Instruction,

    /// <summary>A work, place or product is assessed.</summary>
    Assessment,

    /// <summary>A maker tells what is in a product.</summary>
    Delivery,

    /// <summary>A study speaks of itself.</summary>
    Study,

    /// <summary>Something is explained or looked back on.</summary>
    Explanation,
}

/// <summary>Words and phrases by what they tell, in the languages of feeds. Words that mean something else in another of them are left out, for a text's language is often unsure.</summary>
internal static class KindCues
{
    private static readonly (KindCue Cue, string Phrases)[] Lists =
    [
        (KindCue.Report, """
            said, says, told, announced, reported, according to, stated, confirmed, declined to comment, spokesman, spokeswoman, spokesperson, in a statement, press release, press conference, news agency, reporters, officials,
            revealed that, unveiled, sources say, has denied, has been named, testified, reuters, associated press,
            sagte, sagt, sagten, erklärte, teilte mit, teilte die, mitteilte, berichtete, berichtet, berichten, laut, zufolge, betonte, meldete, kündigte an, sprecher, sprecherin, hieß es, angaben, dpa, apa, nach angaben, wie die polizei,
            a déclaré, a annoncé, a affirmé, a indiqué, a précisé, a expliqué, a ajouté, a souligné, selon, afp, porte parole, a estimé, communiqué, a fait savoir, ont annoncé, annonce,
            dijo, afirmó, según, declaró, señaló, anunció, explicó, añadió, informó, aseguró, portavoz, ha anunciado, ha explicado, ha afirmado, ha asegurado, ha señalado, comunicado, efe, europa press, segons, ha dit, ha anunciat, ha explicat, ha assegurat,
            ha detto, ha dichiarato, ha annunciato, ha spiegato, ha affermato, ha aggiunto, secondo quanto, riferito, riferisce, ansa, fonti, comunicato, disse, afirmou, segundo, declarou, anunciou, explicou, informou, informa, acrescentou, de acordo com, divulgou, divulgado, porta voz,
            zei, volgens, meldde, verklaarde, woordvoerder, aldus, het gesê, sê, luidens, volgens die, verklaring, sade, säger, enligt, meddelade, uppgav, oplyste, ifølge, fortalte, sanoi, mukaan, ilmoitti, tiedotti,
            powiedział*, poinformował*, oświadczył*, według, dodał*, rzecznik*, uvedl*, podle, oznámil*, řekl*, dodal*, mluvčí, sdělil*, sdělila, közölte, elmondta, szerint, a declarat, a anunțat, potrivit,
            сообщил*, заявил*, сказал*, отметил*, добавил*, рассказал*, по словам, по данным, сообщает, сообщают, пресс служб*, подчеркнул*, пояснил*, риа новости, тасс, повідомив, повідомила, заявив, заявила, за словами, за даними,
            dedi, söyledi, açıkladı, belirtti, açıklamada, göre, قال, قالت, أعلن, أعلنت, ذكرت, صرح, أكد, وفقا, وكالة, אמר, אמרה, הודיע, הודיעה, מסר, נמסר, לדברי, कहा, बताया, अनुसार, घोषणा,
            表示, 报道, 報道, 宣布, 指出, 称, 据悉, 记者, 記者, 消息, 新华社, 透露, 发言人, 發言人, 發表, 述べた, 発表した, によると, 語った, 明らかにした, 明らかになった, 報じた, と話した, と述べ, 発表, 밝혔다, 말했다, 전했다, 발표했다, 따르면, 설명했다, 강조했다, 기자, 관계자
            """),
        (KindCue.Day, """
            monday, tuesday, wednesday, thursday, friday, saturday, sunday, yesterday, last week, this week, last night, earlier this month, earlier this year, earlier today, this morning, on jan, on feb, on sept, on oct, on nov, on dec, a.m., p.m., this weekend, last month, next week, next month,
            montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonnabend, sonntag, gestern, vergangene woche, montagabend, dienstagabend, mittwochabend, donnerstagabend, freitagabend, samstagabend, sonntagabend, am wochenende, in der nacht,
            lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, aujourd'hui, hier soir, la semaine dernière, ce matin, lunes, miércoles, jueves, viernes, sábado, domingo, ayer, esta semana, la semana pasada, este martes, el martes, dilluns, dimarts, dimecres, dijous, divendres, dissabte, diumenge, aquest,
            lunedì, martedì, mercoledì, giovedì, venerdì, sabato, domenica, di ieri, ieri sera, nella giornata, nella notte, ontem, segunda feira, terça feira, quarta feira, quinta feira, sexta feira, nesta manhã, nesta segunda, nesta terça, nesta quarta, nesta quinta, nesta sexta, neste sábado, neste domingo, nesta semana,
            maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag, gisteren, dinsdagoggend, woensdagoggend, saterdag, saterdagoggend, sondag, vrydag, vandag, måndag*, tisdag*, onsdag*, torsdag*, fredag*, lördag*, söndag*, igår, mandag, tirsdag, lørdag, søndag,
            poniedziałek, wtorek, środę, czwartek, piątek, sobotę, niedzielę, wczoraj, pondělí, úterý, středu, čtvrtek, pátek, sobotu, neděli, včera, понедельник*, вторник*, среду, четверг*, пятницу, субботу, воскресенье, вчера, накануне, сегодня, понеділок, вівторок, середу, четвер, п'ятницю, неділю,
            pazartesi, salı günü, çarşamba, perşembe, cuma günü, cumartesi, الأحد, الاثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, السبت, ביום, אתמול, הבוקר, सोमवार, मंगलवार, बुधवार, गुरुवार, शुक्रवार, शनिवार, रविवार,
            昨日, 今天, 昨天, 昨晚, 日电, 日讯, 近日, 日报道, 月曜, 火曜, 水曜, 木曜, 金曜, 土曜, 日曜, 本日, 今年度, 오늘, 어제, 지난, 오전, 오후, 이날
            """),
        (KindCue.Event, """
            arrested, charged, sentenced, convicted, pleaded, accused, killed, died, dies, dead, death toll, injured, wounded, crash, elected, resigned, appointed, defeated, beat, won, wins, scored, victory, lawsuit, sued, launched, launches, to launch, introduces, introduced, announces, acquired, acquisition,
            closes, closed, opens, cuts, joins, warns, urges, vows, rejects, approves, approved, defends, faces, claims, fined, suspended, rescued, evacuated, closing, ends, ending, hits, kills, reaches, recap, celebrates, kicks off,
            percent, per cent, quarter, shares, police, court, prosecutors, minister, president, parliament, government, election, investigation, a new study, researchers found, study found, signed, recall, recalls, strike, protest, protests, storm, fire broke out, ban, banned, vote, voted, champion, final, semifinal, tournament, jackpot, winners, winner,
            festgenommen, verurteilt, getötet, verletzt, gestorben, gewann, gewählt, zurückgetreten, prozent, polizei, gericht, anklage, regierung, unfall, brand, streit, anschlag, startet, sieg, niederlage, rückruf, verurteilung, studie, millionen euro, übernimmt, insolvenz, will mit, schließt, eröffnet, fordert, kritisiert, warnt, plant, stirbt, alarmiert, einsatz, verkehrsunfall, brandmeldealarm*, feuerwehr, kursziel, einstufung, analyst, zeigt an, tötet, explosion, demonstration, rücktritt,
            arrêté, interpellé, condamné, mort, mis en examen, tué, blessés, a remporté, victoire, police, tribunal, gouvernement, élection, grève, attentat, décède, décédé, arrestations, procès, million d'euros, millions d'euros, ferme, ouvre, lance, accuse, dénonce, démission*, succombé, incendie, manifestation,
            detenido, detenida, condenado, muerto, muere, fallece, herido, heridos, policía, tribunal, gobierno, elecciones, accidente, ganó, gana, victoria, cierra, abre, lanza, estrena, acusa, denuncia, dimite, renuncia, polémica, críticas, detingut, mor, govern, arrestato, arrestati, condannato, morto, ucciso, feriti, carabinieri, polizia, incidente, governo, vittoria, sequestro, chiude, apre, accusa, denuncia, dimissioni,
            preso, presa, condenado, morreu, morto, feridos, polícia, acidente, prefeitura, governo, venceu, vitória, registrou, fecha, abre, lança, acusa, denuncia, renuncia, apresenta, contratação, gearresteer, beskuldigde, moord, oorlede, sterf, polisie, hof, gripen, dödad, döms, polisen, regeringen, olycka*, dödsolyck*, omkom, avled, zatrzymany, zginął, zmarł, policja, sąd, rząd, zatčen, zemřel, policie, soud, vláda,
            арестован*, задержан*, погиб*, убит*, ранен*, приговор*, суд, полици*, выборы, победил*, подписал*, арестовали, скончал*, эвакуирован*, заарештован*, загинув, загинуло, поліці*, اعتقال, مقتل, الحكومة, الرئيس, فوز, נעצר, נהרג, הממשלה, गिरफ्तार, पुलिस, मौत, सरकार,
            逮捕, 死亡, 警方, 政府, 法院, 推出, 签署, 收购, 选举, 冠军, 警察, 容疑, 死去, 首相, 優勝, 買収, 開始した, 体制, 체포, 사망, 경찰, 정부, 대통령, 출시, 우승, 선거
            """),
        (KindCue.Self, """
            i, i'm, i've, i'd, i'll, my, me, myself, ich, mein, meine, meinen, meiner, mich, mir, je suis, j'ai, je ne, moi, mon, mes, mi, yo, me he, mis, io, mio, mia, sono stato, eu, meu, minha, jag, mitt, jeg, ja jestem, moje, moja, můj, já, я, мне, мой, моя, меня, أنا, אני, שלי, मैं, मेरा, मेरी, 我, 我的, 私は, 私の, 僕, 나는, 내가, 나의, 저는
            """),
        (KindCue.Argument, """
            should, must, ought to, it's time, it is time, we need to, we must, cannot afford, shame, shameful, absurd, ridiculous, outrageous, hypocrisy, hypocrites, nonsense, sadly, frankly, i think, i believe, i suspect, i don't think, in my opinion, in my view, unfortunately, wrong, let us, let's face it, dangerous, enough is enough, the problem is, the truth is, why we,
            we stand, we believe, we are disappointed, we urge, we call on, injustice, moral, perils, foolish, so called, who cares, of course, obviously, clearly, surely, freedom, our democracy,
            sollte, sollten, müssen wir, wir müssen, müsste, müssten, dürfen nicht, leider, absurd, skandal, schande, meiner meinung, ich finde, ich glaube, ich meine, es ist zeit, zeit, dass, warum wir, wir brauchen, gier, endlich, wir sollten, aufhören, gefährlich,
            il faut, il faudrait, nous devons, doit on, on doit, à mon avis, je pense, je crois, honte, absurde, hélas, malheureusement, il est temps, debemos, deberíamos, debería, hay que, en mi opinión, creo que, pienso que, vergüenza, es hora de, por desgracia, cal que, hem de,
            dobbiamo, bisogna, secondo me, credo che, penso che, vergogna, purtroppo, è ora di, devemos, deveríamos, é preciso, na minha opinião, acho que, acredito que, vergonha, infelizmente, moeten we, helaas, naar mijn mening, måste vi, tyvärr, enligt min mening,
            powinniśmy, trzeba, niestety, moim zdaniem, bohužel, měli bychom, musíme, podle mě, мы должны, нужно, к сожалению, я думаю, я считаю, на мой взгляд, пора, позор, ми повинні, на жаль, يجب أن, أعتقد, للأسف, צריך, חייבים, לדעתי, לצערי, चाहिए, मुझे लगता,
            我认为, 我們應該, 我们应该, 必须, 不应该, 可悲, 问题在于, 何必, と思う, べきだ, べきである, ではないか, 残念, ねばならない, 해야 한다, 생각한다, 아닐까, 않을까, 문제는, 이유다, 것이다
            """),
        (KindCue.Instruction, """
            you can, you need to, you'll need, you will need, you have to, you want to, your, click, click on, select, install, run the, make sure, navigate to, go to, follow, step, first, next, then, enter, configure, download, copy, paste, open the, create a, create the, tip, tips, how to, let's, command, settings, the following, shows how, as shown, preheat, stir, add the, whisk, tutorial, guide, avoid, try to, remember to, don't forget, in this post, we will, for example,
            du kannst, sie können, solltest du, du solltest, klicke, klicken sie, wähle, wählen sie, öffne, installieren, erstellen, anleitung, schritt, tipps, tricks, beachten, achte, achten sie, so geht, damit du, vergiss nicht, dein, deine, deinen, ihre,
            vous pouvez, vous devez, cliquez, sélectionnez, choisissez, ouvrez, installez, ajoutez, étape, conseils, astuces, votre, vos, comment, mélangez, évitez, puedes, debes, haz clic, haga clic, selecciona, seleccione, abre, instala, paso, consejos, trucos, cómo, tu, evita, añade, mezcla,
            puoi, devi, clicca, seleziona, apri, installa, passo, consigli, trucchi, come fare, aggiungi, mescola, evita, você pode, você precisa, clique, selecione, abra, instale, dicas, como fazer, passo a passo, adicione, misture, evite, je kunt, klik, kies, stap, tips, installeer, du kan, klicka, välj, steg, installera, kliknij, wybierz, krok, zainstaluj, porady, klikněte, vyberte, nainstalujte, rady,
            нажмите, выберите, откройте, установите, шаг, советы, добавьте, можно, следует, инструкция, натисніть, виберіть, крок, поради, tıklayın, seçin, adım, انقر, اختر, خطوة, نصائح, לחצו, בחרו, שלב, טיפים, क्लिक, चुनें, कदम,
            点击, 选择, 打开, 安装, 步骤, 教程, 首先, 然后, 你可以, 如何, クリック, 選択, 開き, インストール, 手順, 方法, してください, しましょう, 클릭, 선택, 설치, 단계, 방법, 하세요, 하십시오
            """),
        (KindCue.Assessment, """
            plot, characters, performances, the film, the movie, the novel, the book, the album, the author, verdict, pros, cons, recommend, recommended, worth, value for money, best, best of, masterpiece, disappointing, delightful, charming, review, reviewed, reviews, stars, rating, favorite, favourite, romantic drama, tale of, memorable, brilliant, superb, funny, moving, gripping, weak, comfortable, sound quality, battery life, delicious, menu, dish, worthy,
            kritik, rezension, testbericht, im test, fazit, empfehlenswert, gelungen, meisterwerk, enttäuschend, überzeugt, der film, das buch, der roman, das album, lesenswert, sehenswert, hörenswert, vorteile, nachteile, unser urteil,
            critique, le film, le livre, le roman, l'album, le spectacle, chef d'œuvre, réussi, raté, décevant, coup de coeur, coup de cœur, livre de la semaine, film de la semaine, à lire, à voir, satire, poétique, drôle, émouvant, la mise en scène, la pièce, premier roman,
            reseña, crítica de, la película, la novela, el libro, el disco, obra maestra, decepcionante, recomendable, imprescindible, divertida, recensione, il film, il romanzo, il libro, capolavoro, deludente, consigliato, imperdibile, resenha, crítica do filme, o filme, o livro, o romance, obra prima, decepcionante, recomendo, imperdível,
            recensie, de film, het boek, meesterwerk, aanrader, recension, filmen, boken, mästerverk, rekommenderas, recenzja, książka, polecam, arcydzieło, recenze, kniha, doporučuji, рецензия, обзор, фильм, роман, шедевр, рекомендую, достоинства, недостатки, рецензія, مراجعة, الفيلم, الرواية, تحفة, ביקורת, הסרט, הספר, מומלץ, समीक्षा, फिल्म,
            测评, 评测, 影评, 书评, 推荐, 优点, 缺点, 值得, レビュー, 書評, 評論, おすすめ, 傑作, 名作, 評価, 리뷰, 서평, 추천, 명작, 장점, 단점, 평점
            """),
        (KindCue.Delivery, """
            now available, release notes, patch notes, changelog, bug fix, bug fixes, fixed an issue, fixed a bug, fixed, new features, enhancements, improvements, deprecated, upgrade, we're releasing, we are releasing, we released, we've added, we've made, we have added, we are excited to announce, excited to announce, happy to announce, pleased to announce, proud to announce, general availability, public preview, available in preview, download the latest, new version, latest version, this release, this update, update includes, balance changes, increased from, reduced from, decreased from, no longer, now supports, added support, support for, breaking changes, available for download, roll out, rolling out, hotfix, known issues,
            versionshinweise, neue version, fehlerbehebungen, behoben, ab sofort verfügbar, jetzt verfügbar, neue funktionen, wir freuen uns, notes de version, nouvelle version, corrections de bugs, désormais disponible, nouvelles fonctionnalités, notas de la versión, nueva versión, corrección de errores, ya disponible, nuevas funciones, note di rilascio, nuova versione, ora disponibile, notas de lançamento, nova versão, correção de erros, já disponível, nieuwe versie, ny version, nowa wersja, nová verze, вышла версия, новая версия, исправлен*, список изменений, доступна для скачивания, نسخة جديدة, גרסה חדשה,
            发布说明, 更新日志, 新版本, 新增, 修复, 优化, 現已推出, 变更, 更新履歴, 新機能, 不具合, 修正, 新バージョン, リリース, 업데이트, 새로운 기능, 버그 수정, 패치 노트, 릴리스
            """),
        (KindCue.Study, """
            abstract, we propose, we present, we show that, we demonstrate, our results, our findings, our model, our method, our experiments, participants, et al, baseline, statistically significant, methods, methodology, hypothesis, hypotheses, p value, confidence interval, dataset, datasets, in this paper, this paper, doi, arxiv, randomized, randomised, cohort, keywords, introduction, related work, appendix, in dieser arbeit, zusammenfassung, probanden, résumé, dans cet article, nous montrons, en este artículo, resumen, metodología, in questo articolo, neste artigo, resumo, metodologia, в статье, аннотация, в работе, 摘要, 本文, 关键词, 要旨, 本研究, 本論文, 초록, 본 연구, 본 논문
            """),
        (KindCue.Explanation, """
            because, for instance, in other words, in fact, however, therefore, perhaps, century, history, often, usually, tend to, in the past, decades, decade, over the years, meanwhile, instead, although, though, even though, what makes, the reason, means that, in practice, in theory, understand, explained, explains, explore, behind, how, why, was born, years later, began, grew up, once, remember, story, stories, trend, trends, challenge, future of, the rise of,
            weil, beispielsweise, zum beispiel, jedoch, deshalb, vielleicht, jahrhundert, geschichte, oft, meist, eigentlich, warum, wie, hintergrund, parce que, par exemple, cependant, peut être, siècle, histoire, souvent, pourquoi, porque, por ejemplo, sin embargo, quizás, siglo, historia, a menudo, por qué, perché, ad esempio, tuttavia, forse, secolo, storia, spesso, por exemplo, no entanto, talvez, século, história, muitas vezes, por que,
            omdat, bijvoorbeeld, echter, misschien, eeuw, geschiedenis, därför, till exempel, däremot, kanske, historia, ponieważ, na przykład, jednak, może, wiek, historia, protože, například, však, možná, století, потому, например, однако, возможно, век, истори*, часто, почему, тому що, наприклад, однак, чому, لأن, مثلا, ربما, تاريخ, כי, למשל, אולי, היסטוריה, क्योंकि, उदाहरण, शायद, इतिहास,
            因为, 例如, 然而, 也许, 历史, 世纪, 为什么, 往往, なぜ, 例えば, しかし, 歴史, 世紀, かもしれない, 理由, 왜, 예를 들어, 그러나, 역사, 세기, 때문, 어쩌면
            """),
    ];

    /// <summary>All phrases, numbered by their cue.</summary>
    public static PhraseTree Tree { get; } = new(Lists.SelectMany(list =>
        list.Phrases.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(phrase => (phrase, (int)list.Cue))));

    /// <summary>How many cues there are.</summary>
    public static int Count => Lists.Length;
}
