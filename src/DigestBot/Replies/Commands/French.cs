namespace DigestBot.Replies;

/// <summary>What subscribers write in French. A pattern must cover the whole sentence, courtesy apart.</summary>
internal static class French
{
    public const string Table = """
        # Courtesy, which may stand around a command.
        polite   = s'il vous plaît | s'il te plaît | svp | stp | merci de bien vouloir | merci de | veuillez | prière de | je vous prie de | je vous remercie de
        ask      = (pouvez|pourriez|voulez|voudriez) vous | (peux|pourrais|veux) tu
        want     = je (veux|voudrais|souhaite|souhaiterais|désire|demande à|demande de) | j'aimerais | j'aimerai | je voudrai
        greeting = (bonjour|bonsoir|salut|cher|chère|chers|coucou|madame|monsieur|hello) [madame|monsieur|à tous|à toutes|équipe|l'équipe|toute l'équipe|messieurs]*
        closing  = merci | merci beaucoup | merci bien | merci d'avance | merci par avance | d'avance | par avance | cordialement | bien cordialement | bien à vous | cdlt | salutations | amicalement | bonne journée | bonne soirée | au revoir | non merci | envoyé de mon iphone
        filler   = maintenant | immédiatement | tout de suite | dès maintenant | dès aujourd'hui | désormais | aujourd'hui | plutôt | simplement | juste | et | mais | aussi | donc | oui | ok | définitivement | dès que possible
        guard    = ne | pas | jamais | n'ai | n'est | non | si | quand | lorsque | comment | pourquoi | avant | après | dit | disait | a écrit | sans | sauf
        and      = et | puis | ainsi que
        wrote    = écrit

        @noun    = édition | éditions | newsletter | newsletters | lettre | lettres | e-mail | e-mails | email | emails | mail | mails | courriel | courriels | message | messages | liste | listes | abonnement | infolettre | bulletin | digest | envois | envoi | diffusion | inscription | notifications
        @some    = (et|ou|le|la|les|de|du|des|cette|ce|ces|cet|votre|vos|ton|tes|ma|mon|mes|notre|toute|toutes|tous|tout|d'information|d'informations|d'actualité|l'abonnement|l'infolettre|d'emails|d'e-mails|d'email|d'envoi|à|autres|plus|quotidienne|hebdomadaire|digestbot|@noun)*
        @address = moi | nous | mon adresse | mon e-mail | mon email | mon mail | mon nom | mon adresse e-mail | mon adresse email | mon adresse mail
        notopic  = moi | me | nous | je | tu | vous | ça | cela | ceci | mon | ma | mes | tout | un | une | commentaire | vos | ton | votre | @noun

        unsubscribe!: (désabonner|désinscrire|désabonnement|désinscription|désabonne|désabonnez|désinscrivez|désinscris|se désabonner|me désabonner|me désinscrire|désabonnez moi|désabonne moi|désinscrivez moi|désinscris moi|nous désabonner|unsubscribe) [@address] [de|du|à] @some
        unsubscribe!: (me|nous) (désabonner|désinscrire|retirer|supprimer|enlever|rayer) [de|du] @some
        unsubscribe!: je me (désabonne|désinscris) [de|du] @some
        unsubscribe!: je ne (veux|souhaite|désire) plus (recevoir|avoir|lire|être abonné à|être abonnée à|être inscrit à|être inscrite à|de|d'emails|d'e-mails) @some
        unsubscribe!: ne plus (recevoir|être abonné à|avoir) @some (@noun)
        unsubscribe!: être (désabonné|désabonnée|désinscrit|désinscrite|retiré|retirée|supprimé|supprimée|rayé) [de|du] @some
        unsubscribe!: (retirez|retire|enlevez|enlève|supprimez|supprime|rayez|ôtez|sortez|retirer|enlever|supprimer|effacez|effacer) (moi|nous|mon adresse|mon email|mon e-mail|mon mail|mon nom|mon adresse e-mail|mon adresse email|mon adresse mail) [de|du] @some
        unsubscribe!: (annuler|annulez|annule|résilier|résiliez|résilie|arrêter|arrêtez|arrête|cesser|cessez|stopper|stoppez|supprimer|supprimez) [de m'envoyer|de m'écrire|l'envoi de|l'envoi des] @some (@noun|abonnement|l'abonnement|l'infolettre|d'e-mails|d'emails)
        unsubscribe!: ne (m'envoyez|m'envoie|m'écrivez) plus [rien] @some
        unsubscribe!: ne plus (m'envoyer|m'écrire|me contacter|nous envoyer) [rien] @some
        unsubscribe!: plus (de|d'emails|d'e-mails|aucun) @some (@noun)
        unsubscribe!: (quitter) @some (@noun)
        unsubscribe~: stop | arrêtez | arrêter | arrête | annuler | résilier | quitter
        unsubscribe?: fin | assez | ça suffit | supprimer

        pause!: (pause|suspendre|suspendez|suspends|mettre en pause|mettez en pause|mets en pause|interrompre|interrompez|faire une pause|faites une pause|stop|une pause|en pause) [moi] @some [pendant|pour|durant|de] [les prochains|les prochaines|environ]* <span>
        pause!: pause de <span>
        pause: (suspendre|suspendez|suspends|mettre en pause|mettez en pause|mets en pause|interrompre|interrompez|faire une pause|faites une pause|une pause|en pause) @some
        resume: (reprendre|reprenez|reprends|réactiver|réactivez|réactive|recommencer|recommencez|redémarrer) @some | je suis (de retour|revenu|revenue)
        resume?: continuer | continuez | démarrer

        @often   = quotidien | quotidienne | hebdomadaire | mensuel | mensuelle
        @change  = [passer|passez|passe|changer|changez|change|mettre|mettez|mets|envoyez|envoie|recevoir] [le|la|moi|le moi|la moi] [@some] [@often] @some [en|à|au|pour|un|une|seulement|de façon|de manière|version|mode]*
        @rest    = [@some] [au lieu de (@often)|plutôt que (@often)|seulement|suffit]*
        daily: @change (quotidien|quotidienne|quotidiennement|tous les jours|chaque jour|une fois par jour|par jour|journalier) @rest
        weekdays: @change (en semaine|jours ouvrés|les jours ouvrés|jours ouvrables|les jours ouvrables|du lundi au vendredi|lundi à vendredi|jours de semaine) @rest
        weekly: @change (hebdomadaire|hebdo|hebdomadairement|chaque semaine|toutes les semaines|une fois par semaine|par semaine) @rest
        monthly: @change (mensuel|mensuelle|mensuellement|chaque mois|tous les mois|une fois par mois|par mois) @rest

        @send    = (passer|passez|passe|changer|changez|change|mettre|mettez|mets|envoyez|envoie|envoyer|recevoir|livrer) [le|la|les|l|moi|mon|ma|à|en|pour|@noun]*
        twice: @change (deux fois par jour|2 fois par jour|2x par jour) @rest
        when: @send <when>
        when~: <when>
        clock: @send <clock>
        clock?: [@noun] <clock>
        zone~: [mon|le|changer|changez|mettre|mettez|régler]* fuseau [horaire] [sur|est|en|à|pour]* <zone>
        budget: [mon|le|changer|changez|mettre|mettez|régler]* temps de lecture [de|à|sur|est|maximum]* <number> [minutes|minute|min] [par jour]
        budget?: [seulement|environ|au plus|maximum|max|pas plus de] <number> (minutes|minute|min) [de lecture|par jour|par envoi|suffisent]*

        follow: (suivre|suivez|suis|ajouter|ajoutez|ajoute|s'abonner à|abonnez moi à) [le|la] [flux|site|blog] <link>
        follow: (suivre|suivez|suis) [le|la] [flux|site|blog|journal] <address>
        unfollow: (ne plus suivre|ne suivez plus|ne suis plus|arrêter de suivre|arrêtez de suivre) [[le|la] (flux|site|blog|journal)] <words>
        unfollow: (retirer|retirez|supprimer|supprimez) [le] [flux|site|blog] <link>
        unfollow: (ne plus suivre|ne suivez plus|arrêter de suivre|arrêtez de suivre) [le] [flux|site|blog] <link>
        follow-feed: (suivre|suivez|suis) [le|la] (flux|site|blog|journal) <feeds>
        follow~: (suivre|suivez) <feeds>
        mute-source: (masquer|masquez|masque|cacher|cachez|bloquer|bloquez|bloque|ignorer) [la|le] (source|site|journal|flux) <words>
        unmute-source: (démasquer|démasquez|réafficher|réaffichez|débloquer|débloquez|afficher) [la|le] (source|site|journal|flux) <words>

        languages: [articles] [en|dans] (toutes les langues|toutes langues)
        languages: (seulement|uniquement) [des|les] articles en <languages> | [des|les] articles (seulement|uniquement) en <languages> | [des|les] articles en <languages> (seulement|uniquement)
        languages~: (seulement|uniquement) [en] <languages> | [en] <languages> (seulement|uniquement) | [des|les] articles en <languages>
        language: [ma|la] langue [est|en|sur]* <language> | (changez|changer|mettez|mettre|réglez|passez|passer) [ma|la]* langue (en|sur) <language> | (envoyez|envoie|écrivez|écris|passez|passer) [le|la|les|moi|mon|ma|mes|@noun]* en <language>
        language~: en <language>
        pictures on: (images|photos) (activées|oui) | (activer|activez) les (images|photos)
        pictures on~: (afficher|affichez|montrer|montrez) les (images|photos) | avec [les|des] (images|photos)
        pictures off: (désactiver|désactivez) les (images|photos)
        pictures off~: (masquer|masquez|cacher|cachez) les (images|photos) | (sans|pas d) [les|des] (images|photos) | pas d'images | sans images | plus d'images
        quiet on: (dites moi|dis moi|prévenez moi|préviens moi|avertissez moi) [aussi] (quand|s'il|lorsqu) [il] [n'y a|ny a] rien de (nouveau|neuf) | (prévenez moi|préviens moi|dites moi) quand rien n'est nouveau
        quiet off: (pas de|plus de) (mails|courriels|e-mails|messages|envois) vides | pas d'e-mails vides | plus d'e-mails vides
        name~: (appelez moi|appelle moi|mon nom est|je m'appelle) <name>
        name: (oubliez|oublie|oublier) mon nom | (retirez|retire|enlevez|enlève|supprimez|supprime) mon nom (de la salutation|des salutations|du bonjour) | ne m'appelez plus par mon nom | ne m'appelle plus par mon nom
        topics: [les|mes|liste des|tous les|afficher les|voir les] (sujets|thèmes|rubriques)
        topics: (quels|quelles) (sujets|thèmes|rubriques|sont les sujets|sont les thèmes) [y a t il|avez vous|sont disponibles|existent]
        add: (ajouter|ajoutez|ajoute|inclure) [le|la|les] [sujet|thème|rubrique|sujets|thèmes] <topics> [à @some|à mes sujets]
        remove: (retirer|retirez|retire|enlever|enlevez|enlève|supprimer|supprimez|supprime|ôter) [le|la|les] [sujet|thème|rubrique|sujets|thèmes] <topics> [de @some|de mes sujets]
        mute: (masquer|masquez|masque|cacher|cachez|cache|bloquer|bloquez|bloque|ignorer|muet) [le|la|les] (mot|sujet|tout sur) <words>
        mute~: (masquer|masquez|masque|cacher|cachez|cache|bloquer|bloquez|bloque|ignorer|muet) [le|la|les] <words>
        unmute~: (démasquer|démasquez|réafficher|réaffichez|débloquer|débloquez|débloque|afficher) [le|la|les] [mot|sujet|tout sur] <words>

        schedule~: [@send] <odd>

        help?: aide | aidez moi | à l'aide | info
        help: commandes | instructions | mode d'emploi | que puis je (écrire|dire|faire) | j'ai besoin d'aide
        undo: (annuler|annulez|annule|défaire) (ça|cela|la dernière action|le dernier changement|la dernière modification|le changement|ma dernière commande) | défaire | revenir en arrière


        often twice    = deux fois par jour | 2 fois par jour | 2x par jour
        often daily    = tous les jours | chaque jour | quotidien
        often weekdays = en semaine | les jours ouvrés | du lundi au vendredi
        often weekends = les week ends | les weekends | chaque week end | chaque weekend | tous les week ends | tous les weekends | seulement le week end | uniquement le week end
        often weekly   = chaque semaine | toutes les semaines | une fois par semaine | hebdomadaire
        often monthly  = chaque mois | tous les mois | une fois par mois | mensuel
        odd        = (toutes les|tous les) (deux|trois|quatre|cinq|six|dix|quinze|2|3|4|5|6|10|15) (heures|jours|semaines|mois|ans|lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches) | un (jour|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mois) sur (deux|trois|2|3) | une semaine sur (deux|trois|2|3) | (toutes les heures|chaque heure|chaque trimestre|chaque année|tous les ans) | bimensuel | bimensuelle | trimestriel | trimestrielle | annuel | (deux|trois|2|3) fois par (semaine|mois) | (le premier|le dernier) (lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (du mois|de chaque mois)
        each       = chaque | tous les | le | les | seulement le | uniquement le | seulement les | hebdomadaire le | chaque semaine le | une fois par semaine le
        soft       = seulement | uniquement
        habit      = lundis | mardis | mercredis | jeudis | vendredis | samedis | dimanches
        monthly on = (mensuel|chaque mois|tous les mois|une fois par mois) le
        on day     = le
        of month   = (de chaque mois|du mois|chaque mois|de tous les mois)
        at         = à | vers | chaque jour à
        in         = en
        hour       = h | heures | heure
        noname     = moi | me | demain | plus | quand | si | le | la | les | un | une | à | au | vers | dès | sur | mon | ma | et | ou
        language ar = arabe
        language cs = tchèque
        language da = danois
        language de = allemand
        language en = anglais
        language es = espagnol
        language fi = finnois
        language fr = français
        language it = italien
        language ja = japonais
        language ko = coréen
        language nl = néerlandais
        language no = norvégien
        language pl = polonais
        language pt = portugais
        language ru = russe
        language sv = suédois
        language tr = turc
        language uk = ukrainien
        language zh = chinois

        until     = jusqu'au | jusqu'à | jusqu'à la | jusqu'en | jusque | jusqu au
        date word = le | du | au | de | prochain
        number 1 = un | une
        number 2 = deux
        number 3 = trois
        number 4 = quatre
        number 5 = cinq
        number 6 = six
        number 7 = sept
        number 8 = huit
        number 9 = neuf
        number 10 = dix
        number 12 = douze
        number 14 = quatorze
        number 15 = quinze
        unit day = jour | jours
        unit week = semaine | semaines
        unit month = mois
        unit year = an | ans | année | années
        month 1 = janvier | janv
        month 2 = février | févr
        month 3 = mars
        month 4 = avril
        month 5 = mai
        month 6 = juin
        month 7 = juillet | juil
        month 8 = août
        month 9 = septembre | sept
        month 10 = octobre | oct
        month 11 = novembre | nov
        month 12 = décembre | déc
        weekday monday = lundi | lundis
        weekday tuesday = mardi | mardis
        weekday wednesday = mercredi | mercredis
        weekday thursday = jeudi | jeudis
        weekday friday = vendredi | vendredis
        weekday saturday = samedi | samedis
        weekday sunday = dimanche | dimanches
        """;
}
