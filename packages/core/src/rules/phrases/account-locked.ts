import { spoken } from './spoken.ts';

/** The account is locked. */
export const accountLocked = spoken({
  english: `
    account is blocked | account … locked | account … blocked | account … frozen | user … locked | user is blocked | user blocked
    mailbox … locked | login … blocked | locked account | locked out | lockout | lock-out | temporarily locked
    account … temporarily disabled
  `,
  european: `
    konto … gesperrt | account … gesperrt | postfach … gesperrt | zugang … gesperrt | compte … bloqué | compte … verrouillé
    cuenta … bloqueada | conta … bloqueada | account … bloccato | account … geblokkeerd | account … vergrendeld | konto … spärrat
    kontot … låst | konto … zablokowan | účet … zablokován | účet … uzamčen
  `,
  cyrillic: `заблокирован | заблоковано`,
  asian: `帐号被锁定 | 账号被锁定 | 帐户已锁定 | 账户已锁定 | 已被锁定 | 已被冻结 | 帐号被冻结 | アカウントがロック | ロックされて | 계정이 잠`,
});
