import { spoken } from './spoken.ts';

/** The server is in trouble. */
export const unavailable = spoken({
  english: `
    temporary authentication failure | temporary … failure | temporary … error | temporary failure | temporary error | temporary problem
    temporary … problem | temporarily unavailable | temporarily not available | temporarily | service not available | service unavailable
    service is unavailable | service … unavailable | service not active | service is down | currently unavailable | currently not available
    not accepting | maintenance | unable to authenticate at present | internal error | internal server error | internal failure
    system error | system failure | system i/o error | server error | server failed | server failure | server unavailable
    server not available | server is not available | server … unavailable | server busy | server is busy | server is too busy | too busy
    system is busy | system busy | overload | shutting down | shutdown | going down | backend | system resources | insufficient
    out of memory | disk space | space shortage | configuration error | misconfigur | authentication server | auth server | auth process
    authentication process | authentication service | local problem | local error | unexpected failure | unexpected error | come back later
    database | ldap | lookup failure | lookup failed | unable to read controls | out of service | autologout | session expired
    generic failure | mystery error
  `,
  european: `
    vorübergehend | zeitweise nicht | derzeit nicht | momentan nicht | wartung | interner fehler | interner serverfehler | überlastet
    ausgelastet | temporairement | indisponible | momentanément | erreur interne | temporalmente | no disponible | error interno
    mantenimiento | temporariamente | indisponível | erro interno | manutenção | temporaneamente | non disponibile | errore interno
    manutenzione | tijdelijk | niet beschikbaar | onderhoud | interne fout | tillfälligt | inte tillgänglig | underhåll | internt fel
    midlertidig | tymczasow | niedostępn | błąd wewnętrzny | dočasn | nedostupn | údržb
  `,
  cyrillic: `временно | недоступ | внутренняя ошибка | технические работы | попробуйте позже | повторите попытку позже | тимчасово`,
  asian: `系统繁忙 | 服务器繁忙 | 系統忙碌 | 系统错误 | 服务不可用 | 暂时不可用 | 暂不可用 | 维护 | 稍后再试 | 稍后重试 | 一時的 | メンテナンス | サーバーエラー | 内部エラー | 混み合 | 利用できません | 일시적 | 서버 오류 | 점검`,
});
