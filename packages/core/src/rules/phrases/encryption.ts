import { spoken } from './spoken.ts';

/** TLS first. */
export const encryption = spoken({
  english: `
    issue a starttls | issue starttls | starttls is required | starttls required | starttls first | require starttls | requires starttls
    use starttls | run starttls | tls is required | tls required | tls first | tls negotiation required | require tls | requires tls
    need tls | use tls | use ssl | using ssl | using tls | ssl is required | ssl required | require ssl | requires ssl
    ssl/tls-connection is required | ssl/tls connection is required | without ssl | without tls | without encryption | plaintext auth
    plaintext login | plaintext password | plain text auth | plain text password | plaintext … not | plaintext … disabled | cleartext auth
    cleartext login | cleartext password | clear text … not | only available under a layer | encryption required | encryption is required
    encryption needed | requires encryption | require encryption | must be encrypted | encrypted connection | unencrypted connection
    unencrypted … not | insecure connection | non-secure | secure connection required | secure connection is required | offers no privacy
    privacy required | logindisabled | login is disabled
  `,
  european: `
    verschlüsselte verbindung | verschlüsselung erforderlich | unverschlüsselt | connexion chiffrée | connexion sécurisée | conexión segura
    conexión cifrada | conexão segura | connessione cifrata | connessione sicura | beveiligde verbinding | versleutelde verbinding
    krypterad anslutning | połączenie szyfrowane | szyfrowanego połączenia | šifrovan
  `,
  cyrillic: `защищенное соединение | защищенного соединения | шифрование`,
  asian: `加密连接 | 加密方式 | 暗号化`,
});
