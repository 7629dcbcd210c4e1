import { spoken } from './spoken.ts';

/** The password was right once. */
export const passwordExpired = spoken({
  english: `
    password has expired | password expired | password is expired | password … expired | expired password | password … too old
    change your password | must change password | must change … password | update your password | reset your password
    password must be changed | password change required
  `,
  european: `
    passwort … abgelaufen | kennwort … abgelaufen | mot de passe … expir | contraseña … caducad | contraseña … expirad | senha … expir
    password … scadut | wachtwoord … verlopen | lösenord … gått ut | hasło … wygasł | heslo … vypršel
  `,
  cyrillic: `срок действия пароля | смените пароль`,
  asian: `密码已过期 | 密码过期 | 修改密码 | パスワードの有効期限`,
});
