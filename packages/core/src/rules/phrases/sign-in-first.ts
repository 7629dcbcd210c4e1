import { spoken } from './spoken.ts';

/** The server wants a sign-in before it passes mail on. */
export const signInFirst = spoken({
  english: `
    authentication required | authentication is required | authentication needed | authentication not | auth required | auth is required
    requires auth | requires smtp auth | require auth | authenticate first | authenticate yourself | must authenticate
    must be authenticated | please authenticate | need to authenticate | needs authentication | unauthenticated senders
    was not authenticated | not authenticated | not logged in | log in first | login first | turn on smtp authentication
    without authentication | pop before smtp | check mail before | anonymous mail
  `,
  european: `
    authentifizierung erforderlich | anmeldung erforderlich | nicht authentifiziert | authentification requise
    authentification obligatoire | autenticación requerida | requiere autenticación | autenticação necess | autenticação requerida
    requer autenticação | autenticazione richiesta | autenticazione necessaria | authenticatie vereist | authenticatie is vereist
    autentisering krävs | wymagane uwierzyteln | wymagana autoryzacja | wymaga uwierzyteln | vyžaduje ověření | vyžadována autentizace
  `,
  cyrillic: `требуется аутентификация | требуется авторизация | необходима авторизация`,
  asian: `需要认证 | 需要验证 | 需要身份验证 | 请先登录 | 認証が必要 | 인증이 필요`,
});
