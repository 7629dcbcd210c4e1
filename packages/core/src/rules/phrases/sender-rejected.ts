import { spoken } from './spoken.ts';

/** The address that the message comes from is not welcome. */
export const sender = spoken({
  english: `
    sender address rejected | sender rejected | sender … rejected | sender denied | sender … denied | sender blocked | sender … blocked
    sender not | sender is not | sender … not | sender … invalid | sender … unknown | sender … does not | sender … mismatch | invalid sender
    bad sender | unknown sender | null sender | send as this sender | verify sender | sender verif | sender domain | sender identit
    sender signature | domain of sender | mailfrom domain | mail from domain | sending domain | envelope sender | envelope from
    envelope-from | return path | return-path | from address | from: address | from" address | from' address | from header
    mail from … must | mail from … not | mail from … invalid | not owned by | must be same as | must be the same as | must equal authorized
    must match | not allowed to send from | not allowed to send as | not permitted to send as | not authorized to send
    not authorised to send | permission to send as | permissions to send as | use … as sender | disallowed as | not verified
    not been verified | be verified | unverified | badmailfrom | not local sender | local sender | spoof | purported | per its spf
    per it's spf
  `,
  european: `
    absender | expéditeur | émetteur | remitente | remetente | mittente | afzender | avsändar | afsender | avsender | lähettäj | nadawc
    odesílatel | odosielate | feladó | expeditor | gönderen | αποστολέα
  `,
  cyrillic: `отправител | відправник`,
  asian: `发件人 | 發件人 | 发信人 | 寄件 | 送信者 | 差出人 | 送信元 | 발신자 | 보내는 사람`,
});
