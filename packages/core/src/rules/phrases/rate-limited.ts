import { spoken } from './spoken.ts';

/** Too much, too often, or too early. */
export const rateLimited = spoken({
  english: `
    too many login | too many auth | too many … auth | too many … login | too many … logon | too many attempts | too many … attempts
    too many failed | too many failures | too many requests | login attempts | attempts exceeded | login frequency | too frequent
    too quickly | too fast | too much mail | throttl | bandwidth limit | command or bandwidth | rate limit | rate-limit | ratelimit
    sending rate | message rate | connection rate | mail rate | rate exceeded | rate control | maximum rate | unusual rate
    messages per connection | message per connection | at a rate | slower | rate that | frequency limit | frequency | greylist | graylist
    grey list | grey-list | gray list | temporarily deferred | slow down | backoff | back off | connection refused … rate | flood
  `,
  european: `
    zu viele versuche | zu viele … versuche | zu viele anmelde | zu viele fehl | zu viele anfragen | trop de tentatives | trop d'essais
    trop de requêtes | demasiados intentos | demasiadas peticiones | muitas tentativas | troppi tentativi | te veel pogingen
    te veel inlogpogingen | te veel mislukte | för många försök | för många … försök | för många inloggning | zbyt wiele prób
    zbyt wiele … prób | příliš mnoho pokusů | příliš mnoho … pokusů
  `,
  cyrillic: `слишком много попыток | слишком много … попыток | слишком много запросов | слишком часто | слишком частые`,
  asian: `频繁 | 頻繁 | 频率 | 次数过多 | 尝试次数 | 試行回数 | 시도 횟수`,
});
