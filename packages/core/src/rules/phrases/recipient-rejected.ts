import { spoken } from './spoken.ts';

/** Nobody receives mail at this address. */
export const recipient = spoken({
  english: `
    recipient | no such user | no such mailbox | no such address | no such person | no mailbox | user unknown | unknown user
    unknown address | unknown local | unknown mailbox | address unknown | user not | user is not | user … not found | user … disabled
    user … suspended | mailbox not | mailbox unavailable | mailbox … unavailable | mailbox … disabled | mailbox … inactive
    account … disabled | account … suspended | account … inactive | account … unavailable | does not exist | doesn't exist | doesn't have
    does not have | not found | invalid mailbox | invalid address | invalid user | bad address | bad destination | unrouteable | unroutable
    undeliverable | is inactive | marked as inactive | no longer | over quota | suspend | locked | host unknown | addressee
    not our customer | valid address | valid rfc | verify address | address rejected
  `,
  european: `
    benutzer unbekannt | unbekannter benutzer | empfänger | utilisateur inconnu | destinataire | adresse inconnue | destinatari
    usuario desconocido | no existe | não existe | non esiste | sconosciuto | ontvanger | geadresseerde | bestaat niet | mottagar | modtager
    mottaker | finns inte | vastaanottaj | odbiorc | adresat | nie istnieje | příjemc | neexistuje | címzett | destinatar | alıcı
    παραλήπτη
  `,
  cyrillic: `получател | адресат | пользователь не | не существует | не найден | одержувач`,
  asian: `收件人 | 收信人 | 用户不存在 | 邮箱不存在 | 宛先 | 受信者 | 수신자 | 받는 사람`,
});
