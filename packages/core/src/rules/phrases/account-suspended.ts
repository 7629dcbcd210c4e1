import { spoken } from './spoken.ts';

/** The account is closed, for a while or for good. */
export const accountSuspended = spoken({
  english: `
    suspended | suspend | account disabled | account … disabled | account is not active | account not active | account … inactive
    account … expired | account … deactivated | account … terminated | account … closed | account … deleted | account … removed
    account … not yet activated | account is pending | user disabled | user is disabled | user … disabled | user … deactivated
    user is inactive | user … expired | mailbox disabled | mailbox is disabled | mailbox … deactivated | disabled account | disabled user
    due to inactivity
  `,
  european: `
    konto … deaktiviert | account … deaktiviert | postfach … deaktiviert | compte … désactivé | compte … suspendu | cuenta … desactivada
    cuenta … deshabilitada | cuenta … suspendida | conta … desativada | conta … suspensa | account … disabilitat | account … disattivat
    account … sospes | account … uitgeschakeld | account … geblokkeerd wegens | kontot … inaktiver | kontot … avstängt | konto … wyłączon
    konto … nieaktywn | konto … zawieszon | účet … deaktivov | účet … zrušen
  `,
  cyrillic: `учетная запись отключена | аккаунт отключен | ящик отключен | приостановлен`,
  asian: `停用 | 已注销 | 已禁用 | 被禁用 | アカウントが無効 | アカウントは無効 | アカウントは停止 | 계정이 정지`,
});
