import { spoken } from './spoken.ts';

/** A name or a password that the server does not know. */
export const wrongCredentials = spoken({
  english: `
    invalid credential | credentials invalid | credentials … invalid | credentials … incorrect | incorrect credential | bad credential
    wrong credential | login credential | authentication credential | invalid login | login invalid | invalid email | invalid user
    invalid password | invalid account | incorrect password | incorrect user | incorrect login | incorrect authentication | wrong password
    wrong user | wrong login | bad password | bad user | bad login | password not | password is not | password is incorrect
    password is wrong | password is invalid | password incorrect | password invalid | password error | password mismatch
    password … did not succeed | password you | check your password | username or password | user name or password | username and password
    username and/or password | user name and/or password | username / password | username/password | user or password | login or password
    email or password | password or user | unknown user | unknown account | user unknown | user … not found | user does not exist
    user doesn't exist | account does not exist | account doesn't exist | account not found | no such user | no such account
    no such authorization | login incorrect | login fail | login bad | login denied | login error | login rejected | login not accepted
    logon fail | logon denied | sign-in failed | sign in failed | authentication fail | authentication error | authentication denied
    authentication refused | authentication rejected | authentication unsuccessful | authentication was unsuccessful
    authentication did not succeed | authentication … failed | authenticate failed | authenticate fail | authorization fail
    authorization failure | auth fail | auth error | auth login fail | failed to authenticate | failed to log in | failed to login
    could not authenticate | could not log in | couldn't authenticate | unable to log in | unable to login | unable to authenticate to
    login to server … failed | rejected the password | rejected your login | refused your login | not authenticate | authorization grant
  `,
  european: `
    anmeldung fehlgeschlagen | anmeldung … fehlgeschlagen | login fehlgeschlagen | authentifizierung fehlgeschlagen
    authentifizierung … fehlgeschlagen | authentifizierungsfehler | authentisierung fehlgeschlagen | falsches passwort | falsches kennwort
    falscher benutzer | passwort … falsch | kennwort … falsch | passwort … ungültig | benutzername oder | benutzername und
    benutzername bzw | ungültige anmeldedaten | ungültiger benutzer | unbekannter benutzer | anmeldedaten | zugangsdaten | mot de passe
    échec de l'authentification | échec d'authentification | erreur d'authentification | authentification échou | authentification a échoué
    authentification incorrecte | authentification refusée | authentification impossible | identifiants | identifiant ou
    utilisateur inconnu | contraseña | credenciales | clave incorrecta | autenticación fallida | autenticación incorrecta
    fallo de autenticación | fallo en la autenticación | falló la autenticación | error de autenticación | usuario desconocido
    usuario incorrecto | senha | palavra-passe | credenciais | falha na autenticação | falha de autenticação | autenticação falhou
    erro de autenticação | password errata | password non | nome utente o | utente o password | credenziali | autenticazione fallita
    autenticazione non riuscita | errore di autenticazione | accesso non riuscito | wachtwoord | inloggegevens | aanmelden mislukt
    aanmelding mislukt | aanmelden … mislukt | inloggen mislukt | inloggen … mislukt | authenticatie mislukt | verificatie mislukt | lösenord | inloggningsuppgifter
    inloggningen misslyckades | inloggningen … misslyckades | inloggning misslyckades | autentiseringen misslyckades | autentisering misslyckades | adgangskode
    godkendelse mislykkedes | passord | autentisering feilet | salasana | kirjautuminen epäonnistui | tunnistautuminen epäonnistui | hasło
    haslo | uwierzytelnianie nie | uwierzytelnienie nie | błąd uwierzytelniania | błąd autoryzacji | blad autoryzacji | nieudane logowanie
    logowanie nie powiodło | heslo | přihlášení selhalo | přihlášení se nezdařilo | přihlašovací údaje | ověření selhalo
    autentizace selhala | prihlásenie zlyhalo | jelszó | hitelesítés sikertelen | sikertelen hitelesítés | sikertelen bejelentkezés
    parola incorect | parolă greșită | autentificare eșuat | autentificarea a eșuat | kullanıcı adı | hatalı şifre | yanlış şifre
    kimlik doğrulama | κωδικός | αποτυχία σύνδεσης | αποτυχία ελέγχου ταυτότητας | mật khẩu | xác thực không thành công
    đăng nhập không thành công | kata sandi | autentikasi gagal | otentikasi gagal
  `,
  cyrillic: `
    пароль | парол | неверный логин | неверное имя | неверные учетные данные | неверные данные | ошибка авторизации | ошибка аутентификации
    сбой аутентификации | аутентификация не | авторизация не | не удалось войти | не удалось выполнить вход | помилка автентифікації
    помилка авторизації
  `,
  asian: `
    密码 | 密碼 | 口令错误 | 认证失败 | 認證失敗 | 验证失败 | 驗證失敗 | 验证未通过 | 鉴权失败 | 登录失败 | 登陆失败 | 登入失敗 | 用户不存在 | 帐号不存在 | 账号不存在 | パスワード | 認証に失敗 | 認証失敗 | 認証エラー
    認証できません | ログインに失敗 | ログインできません | 비밀번호 | 인증 실패 | 인증에 실패 | 로그인 실패 | 로그인에 실패
  `,
});
