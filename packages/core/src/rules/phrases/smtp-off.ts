import { spoken } from './spoken.ts';

/** Sending with a sign-in is switched off. */
export const smtpOff = spoken({
  english: `
    smtpclientauthentication | smtp auth is disabled | smtp authentication is disabled | smtp auth … disabled for
    smtp authentication … disabled for | smtp access | smtp is disabled | smtp disabled | ·smtp … not enabled | ·smtp … not activated
    smtp service is | enable smtp | not allowed to use smtp | not authorized to use smtp | not permitted to use smtp
    user has no permission | authentication disabled for | authentication is disabled for
  `,
  european: `
    ·smtp … deaktiviert | ·smtp … nicht freigeschaltet | ·smtp … désactiv | ·smtp … deshabilitad | ·smtp … desativad | ·smtp … uitgeschakeld
    ·smtp … inaktiver | ·smtp … wyłączon
  `,
  cyrillic: `·smtp … отключен | ·smtp … запрещен`,
  asian: `smtp服务 | smtp 服务 | smtp功能 | smtp未 | 开启smtp | 开通smtp | smtpが無効 | smtpを有効`,
});
