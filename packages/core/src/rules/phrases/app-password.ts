import { spoken } from './spoken.ts';

/** A password made for apps is wanted. */
export const appPassword = spoken({
  english: `
    application-specific | app-specific | application specific | app specific | app password | app-password | apppassword
    application password | application-password | third-party app | third party app | authorization code | authorized code
    authorisation code | auth code
  `,
  european: `
    app-passwort | anwendungsspezifisch | anwendungspasswort | mot de passe d'application | mot de passe d'app | contraseña de aplicación
    contraseña específica | senha de app | senha de aplicativo | senha específica | password per le app | password per app
    password specifica | app-wachtwoord | appwachtwoord | applösenord | app-lösenord | hasło aplikacji | hasło do aplikacji
    haslo aplikacji | heslo aplikace | heslo pro aplikac | uygulama şifresi | uygulama parolası | parol prilozheniya
  `,
  cyrillic: `пароль приложения | пароля приложения | пароль для внешнего | пароль для приложений | пароль для внешних`,
  asian: `授权码 | 授權碼 | 专用密码 | 专属密码 | 客户端密码 | アプリパスワード | アプリ パスワード | アプリ用パスワード | アプリケーションパスワード | 앱 비밀번호 | 애플리케이션 비밀번호`,
});
