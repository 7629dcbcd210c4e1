import { spoken } from './spoken.ts';

/** IMAP is switched off. */
export const imapOff = spoken({
  english: `
    not enabled for imap | imap access is | imap access … disabled | imap access … denied | imap access … not | ·imap … disabled
    ·imap … not enabled | ·imap … not activated | ·imap … not allowed | ·imap … not permitted | ·imap … not available for
    ·imap … switched off | ·imap … turned off | enable imap | enable … imap | activate imap | turn on imap | imap use is not | disabled imap
    use imap | no imap access | login disabled for this user | protocol disabled | protocol is disabled | protocol … not enabled
  `,
  european: `
    ·imap … deaktiviert | ·imap … nicht aktiviert | ·imap … nicht freigeschaltet | ·imap … aktivieren | ·imap … désactiv | activer … imap
    ·imap … deshabilitad | ·imap … desactivad | ·imap … habilitad | ·imap … desabilitad | ·imap … desativad | ·imap … disabilitat
    ·imap … non abilitat | ·imap … disattivat | ·imap … uitgeschakeld | ·imap … niet ingeschakeld | ·imap … inaktiver | ·imap … avstäng
    ·imap … wyłączon | ·imap … nieaktywn | ·imap … vypnut | ·imap … zakázan
  `,
  cyrillic: `·imap … отключен | ·imap … выключен | ·imap … запрещен | включите imap | доступ по протоколу`,
  asian: `imap服务 | imap 服务 | imap功能 | imap未 | 开启imap | 开通imap | imap服務 | imapが無効 | imapを有効 | imap 사용`,
});
