import { spoken } from './spoken.ts';

/** The message is not wanted, for what it is or looks like. */
export const spam = spoken({
  english: `
    spam message | as spam | is spam | be spam | spam detected | spam content | spam score | spam filter | spam rejected | of spam | no spam
    spammy | this message … spam | message … spam | mail … spam | unsolicited | junk | bulk mail | suspicious | suspected | outboundspam
    virus | malware | infected | phish | viagra | dmarc | dkim | unauthenticated | not authenticated | security issue | authentication level
    reputation of the sending | spamhaus dbl | ·dbl | message content | mail content | content denied | content rejected | attachment
    message blocked | message has been blocked | mail has been blocked | message … rejected | message not accepted | message not allowed
    message was not accepted | message refused | mail rejected | mail refused | email rejected | policy | transaction failed
    corrupt message
  `,
  european: `
    als spam | nachricht … abgelehnt | nachricht … abgewiesen | comme spam | indésirable | mail rejeté | message rejeté | message refusé
    como spam | mensaje rechazado | mensaje … rechazado | correo no deseado | mensagem rejeitada | mensagem … rejeitada
    messaggio rifiutato | messaggio respinto | bericht … geweigerd | bericht … afgewezen | ongewenst | meddelandet avvisades
    meddelandet … avvisa | skräppost | wiadomość odrzucona | wiadomość … odrzucona | zpráva odmítnuta | zpráva … odmítnuta | nevyžádan
  `,
  cyrillic: `спам | сообщение отклонено | письмо отклонено | вирус`,
  asian: `垃圾邮件 | 垃圾郵件 | 邮件内容 | 病毒 | 拒收 | 迷惑メール | スパム | ウイルス | 스팸`,
});
