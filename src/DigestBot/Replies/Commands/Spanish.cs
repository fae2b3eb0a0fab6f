namespace DigestBot.Replies;

/// <summary>What subscribers write in Spanish. A pattern must cover the whole sentence, courtesy apart.</summary>
internal static class Spanish
{
    public const string Table = """
        # Courtesy, which may stand around a command.
        polite   = por favor | porfavor | porfa | pf | les ruego que | le ruego que | les agradecería que | les pido que | sean tan amables de | si es posible
        ask      = (podrían|podría|pueden|puede|podéis|puedes|podrías|podríais) [ustedes|usted|vosotros]
        want     = (quiero|quisiera|deseo|desearía|me gustaría|necesito|solicito|pido|prefiero) [que] | yo quiero
        greeting = (hola|buenos días|buenas tardes|buenas noches|buenas|estimado|estimada|estimados|estimadas|querido|queridos) [a todos|equipo|señores|señor|señora|amigos]
        closing  = gracias | muchas gracias | mil gracias | gracias de antemano | de antemano | saludos | un saludo | saludos cordiales | atentamente | cordialmente | adiós | un abrazo | no gracias | enviado desde mi iphone
        filler   = ahora | ya | ahora mismo | inmediatamente | de inmediato | hoy | desde hoy | a partir de ahora | solo | solamente | simplemente | y | pero | también | pues | sí | ok | vale | mejor | definitivamente | cuanto antes
        guard    = no | nunca | jamás | si | cuando | cómo | por qué | antes | después | dijo | dice | escribió | sin | aunque
        and      = y | e | luego | además
        wrote    = escribió

        @noun    = boletín | boletines | newsletter | newsletters | correo | correos | e-mail | e-mails | email | emails | mail | mails | mensaje | mensajes | lista | listas | suscripción | subscripción | resumen | digest | envíos | envío | distribución | notificaciones
        @some    = (y|o|el|la|los|las|lo|de|del|esta|este|estos|estas|su|sus|tu|tus|vuestra|vuestro|vuestros|mi|mis|todos|todas|todo|más|electrónico|electrónicos|a|al|en|diario|semanal|noticias|digestbot|@noun)*
        @address = me | nos | mi correo | mi dirección | mi email | mi e-mail | mi nombre | mi dirección de correo | mi cuenta
        notopic  = me | mi | mis | yo | tú | usted | eso | esto | ello | todo | un | una | comentario | más | adelante | @noun

        unsubscribe!: (darme de baja|darse de baja|dar de baja|deme de baja|denme de baja|dame de baja|dadme de baja|me den de baja|me dé de baja|me deis de baja|me des de baja|me doy de baja|baja|la baja|mi baja|causar baja|cancelar suscripción|desuscribir|desuscribirme|desuscribirse|desuscríbeme|desuscríbanme|desuscríbame|desuscripción|desinscribirme|anular suscripción|unsubscribe) [@address] [de|del|en] @some
        unsubscribe!: (eliminar|elimina|elimine|eliminen|eliminad|borrar|borra|borre|borren|quitar|quita|quite|quiten|sacar|saca|saque|saquen) (mi correo|mi dirección|mi email|mi e-mail|mi nombre|mi dirección de correo|mi cuenta) [de|del] @some
        unsubscribe!: (elimíname|elimíneme|elimínenme|eliminadme|eliminarme|bórrame|bórreme|bórrenme|borrarme|quítame|quíteme|quítenme|quitarme|sácame|sáqueme|sáquenme|sacarme|retírenme|retíreme|retirarme|me eliminen|me borren|me quiten|me saquen) [de|del] @some
        unsubscribe!: (cancelar|cancela|cancele|cancelen|anular|anula|anule|anulen|terminar|detener|parar) [la|mi|esta|mis|los|el]* (@noun) @some
        unsubscribe!: ya no (quiero|deseo) (recibir|tener|leer|estar en|estar suscrito a|estar suscrita a|seguir recibiendo|más) @some
        unsubscribe!: no (quiero|deseo) (recibir|seguir recibiendo|tener|más) @some (@noun) @some
        unsubscribe!: (no recibir|dejar de recibir|no seguir recibiendo) @some (@noun) @some
        unsubscribe!: no me (envíen|envíe|envíes|enviéis|manden|mande|mandes|mandéis|escriban) más [@some]
        unsubscribe!: (dejen|deje|deja|dejad) de (enviarme|mandarme|escribirme) @some
        unsubscribe!: (no más) @some (@noun) | (salir|abandonar) (de)* @some (@noun)
        unsubscribe~: stop | basta | cancelar | cancela | cancele | anular
        unsubscribe?: alto | salir | fin | parar | no más

        pause!: (pausa|pausar|pause|pausen|suspender|suspende|suspenda|suspendan|detener|interrumpir|parar|haz una pausa|hacer una pausa|una pausa) [me] @some [por|durante|de] [las próximas|los próximos|unos|unas]* <span>
        pause!: (pausa|pausar|suspender) @some <span>
        pause: (pausa|pausar|pausen|suspender|suspende|suspenda|suspendan|haz una pausa|hacer una pausa|una pausa) @some
        resume: (reanudar|reanuda|reanude|reanuden|reactivar|reactiva|reactive|retomar|volver a empezar|volver a recibir) @some | (he vuelto|estoy de vuelta|ya volví)
        resume?: continuar | continúa | seguir | empezar

        @often   = diario | diaria | diariamente | semanal | semanalmente | mensual | mensualmente
        @change  = [cambiar|cambia|cambie|cambien|pasar|pasa|poner|pon|enviar|envía|envíen|envíame|envíenme|recibir|recibirlo] [me|lo] [@some] [@often] @some [a|en|por|un|una|solo|modo|de forma|de manera]*
        @rest    = [@some] [en vez de (@often)|en lugar de (@often)|solo|solamente]*
        daily: @change (diario|diaria|diariamente|a diario|cada día|todos los días|una vez al día|al día) @rest
        weekdays: @change (días laborables|los días laborables|días hábiles|los días hábiles|entre semana|de lunes a viernes|lunes a viernes) @rest
        weekly: @change (semanal|semanalmente|cada semana|todas las semanas|una vez a la semana|una vez por semana|a la semana) @rest
        monthly: @change (mensual|mensualmente|cada mes|todos los meses|una vez al mes|una vez por mes|al mes) @rest

        @send    = (cambiar|cambia|cambie|cambien|pasar|pasa|poner|pon|enviar|envía|envíen|envíame|envíenme|recibir|recibirlo|mandar|manda|mándame) [me|lo|la|el|los|mi|a|en|por|para|@noun]*
        twice: @change (dos veces al día|2 veces al día|dos veces por día|2x al día) @rest
        when: @send <when>
        when~: <when>
        clock: @send <clock>
        clock?: [@noun] <clock>
        zone~: [mi|la|cambiar|cambia|poner|pon]* (zona horaria|huso horario) [a|es|en|de]* <zone>
        budget: [mi|el|cambiar|cambia|poner|pon]* tiempo de lectura [de|a|es|máximo]* <number> [minutos|minuto|min] [al día]
        budget?: [solo|unos|como máximo|máximo|hasta|no más de] <number> (minutos|minuto|min) [de lectura|al día|por envío|bastan]*

        follow: (seguir|sigue|siga|sigan|añadir|añade|agregar|agrega|suscribirme a|suscríbeme a) [el|la] [feed|canal|sitio|blog] <link>
        follow: (seguir|sigue|siga|sigan) [el|la|a] [feed|canal|sitio|blog|periódico] <address>
        unfollow: (dejar de seguir|deja de seguir|deje de seguir|no seguir más) [[el|la|a] (feed|canal|sitio|blog|periódico)] <words>
        unfollow: (dejar de seguir|deja de seguir|deje de seguir|quitar|quita|eliminar|elimina) [el|la] [feed|canal|sitio|blog] <link>
        follow-feed: (seguir|sigue|siga|sigan) [el|la|al|a] (feed|canal|sitio|blog|periódico) <feeds>
        follow~: (seguir a|seguir el|sigue a|sigue el|siga a|seguir) <feeds>
        mute-source: (silenciar|silencia|silencie|ocultar|oculta|bloquear|bloquea|bloquee) [la|el] (fuente|sitio|periódico|feed|canal) <words>
        unmute-source: (desilenciar|mostrar|muestra|desbloquear|desbloquea|dejar de silenciar|quitar silencio a) [la|el] (fuente|sitio|periódico|feed|canal) <words>

        languages: [artículos] [en] (todos los idiomas|todas las lenguas|cualquier idioma)
        languages: (solo|solamente|únicamente) artículos en <languages> | artículos (solo|solamente|únicamente) en <languages> | artículos en <languages> (solo|solamente|únicamente)
        languages~: (solo|solamente|únicamente) [en] <languages> | en <languages> (solo|solamente|únicamente) | artículos en <languages>
        language: [mi|el] idioma [es|en|a]* <language> | (cambia|cambiar|cambie|pon|poner) [mi|el] idioma (a|al|en) <language> | (envía|envíame|envíen|envíenme|escribe|escríbeme|manda|mándame) [me|lo|la|el|los|mi|tu|@noun]* en <language>
        language~: en <language>
        pictures on: (activar|activa) [las] (imágenes|fotos) | (imágenes|fotos) (sí|activadas)
        pictures on~: (mostrar|muestra) [las] (imágenes|fotos) | con (imágenes|fotos)
        pictures off: (desactivar|desactiva) [las] (imágenes|fotos)
        pictures off~: (ocultar|oculta|quitar|quita) [las] (imágenes|fotos) | sin (imágenes|fotos) | no más (imágenes|fotos)
        quiet on: (avísame|avísenme|avíseme|avisadme|dime|díganme) [también] (cuando|si) no (hay|haya) (nada nuevo|novedades)
        quiet off: (sin|no más|nada de) (correos|mensajes|envíos|boletines) vacíos
        name~: (llámame|llámenme|llámeme|llamadme|mi nombre es|me llamo) <name>
        name: (olvida|olvide|olviden|olvidad) mi nombre | (quita|quite|quiten|elimina|elimine|eliminen|borra|borre|borren) mi nombre (del saludo|de los saludos) | no me (llames|llame|llamen) [más] por mi nombre
        topics: [los|mis|lista de|todos los|ver los|mostrar los] (temas)
        topics: (qué|cuáles son los) temas [hay|tienen|tenéis|existen|están disponibles]
        add: (añadir|añade|añada|añadan|agregar|agrega|agregue|agreguen|incluir|incluye) [el|la|los] [tema|temas] <topics> [a @some|a mis temas]
        remove: (quitar|quita|quite|quiten|eliminar|elimina|elimine|borrar|borra|sacar|saca) [el|la|los] [tema|temas] <topics> [de @some|de mis temas]
        mute: (silenciar|silencia|silencie|ocultar|oculta|oculte|bloquear|bloquea|bloquee) [el|la|los] (palabra|tema|todo sobre) <words>
        mute~: (silenciar|silencia|silencie|ocultar|oculta|oculte|bloquear|bloquea|bloquee) [el|la|los] <words>
        unmute~: (desilenciar|mostrar|muestra|desbloquear|desbloquea|dejar de silenciar|quitar silencio a) [el|la|los] [palabra|tema|todo sobre] <words>

        schedule~: [@send] <odd>

        help?: ayuda | ayúdame | ayúdenme | info
        help: comandos | instrucciones | qué puedo (escribir|decir|hacer) | necesito ayuda
        undo: (deshacer|deshaz|deshaga|revertir|revierte) [eso|esto|lo|el último cambio|la última acción]


        often twice    = dos veces al día | 2 veces al día | dos veces por día | 2x al día
        often daily    = a diario | cada día | todos los días | diario
        often weekdays = entre semana | de lunes a viernes | los días laborables
        often weekends = fines de semana | los fines de semana | cada fin de semana | todos los fines de semana | solo el fin de semana
        often weekly   = cada semana | todas las semanas | una vez a la semana | semanal
        often monthly  = cada mes | todos los meses | una vez al mes | mensual
        odd        = cada (dos|tres|cuatro|cinco|seis|diez|quince|2|3|4|5|6|10|15) (horas|días|semanas|meses|años|lunes|martes|miércoles|jueves|viernes|sábados|domingos) | (un|una) (día|semana|mes|lunes|martes|miércoles|jueves|viernes|sábado|domingo) (sí y otro no|sí y otra no|de cada dos) | cada (hora|trimestre|año) | quincenal | quincenalmente | trimestral | anual | (dos|tres|2|3) veces (a la semana|por semana|al mes|por mes) | el (primer|último) (lunes|martes|miércoles|jueves|viernes|sábado|domingo) (del mes|de cada mes)
        each       = cada | todos los | los | solo los | semanal los | semanal el | cada semana el | una vez a la semana el
        soft       = solo
        habit      = sábados | domingos
        monthly on = (mensual|cada mes|todos los meses|una vez al mes) (el|el día)
        on day     = el | el día
        of month   = (de cada mes|del mes|cada mes|de todos los meses)
        at         = a las | a la | sobre las
        in         = en
        hour       = h | horas | hora | en punto
        noname     = mañana | luego | cuando | si | a | al | el | la | los | un | una | por | más | en | de | mi | hoy | después | y | o | antes
        language ar = árabe
        language cs = checo
        language da = danés
        language de = alemán
        language en = inglés
        language es = español | castellano
        language fi = finés | finlandés
        language fr = francés
        language it = italiano
        language ja = japonés
        language ko = coreano
        language nl = neerlandés | holandés
        language no = noruego
        language pl = polaco
        language pt = portugués
        language ru = ruso
        language sv = sueco
        language tr = turco
        language uk = ucraniano
        language zh = chino

        until     = hasta | hasta el | hasta la | hasta el día
        date word = el | la | del | de | próximo | día
        number 1 = un | una | uno
        number 2 = dos
        number 3 = tres
        number 4 = cuatro
        number 5 = cinco
        number 6 = seis
        number 7 = siete
        number 8 = ocho
        number 9 = nueve
        number 10 = diez
        number 12 = doce
        number 14 = catorce
        number 15 = quince
        unit day = día | días
        unit week = semana | semanas
        unit month = mes | meses
        unit year = año | años
        month 1 = enero | ene
        month 2 = febrero | feb
        month 3 = marzo | mar
        month 4 = abril | abr
        month 5 = mayo
        month 6 = junio | jun
        month 7 = julio | jul
        month 8 = agosto | ago
        month 9 = septiembre | setiembre | sept | sep
        month 10 = octubre | oct
        month 11 = noviembre | nov
        month 12 = diciembre | dic
        weekday monday = lunes
        weekday tuesday = martes
        weekday wednesday = miércoles
        weekday thursday = jueves
        weekday friday = viernes
        weekday saturday = sábado | sábados
        weekday sunday = domingo | domingos
        """;
}
