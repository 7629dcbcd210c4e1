import { spoken } from './spoken.ts';

/** Too many connections at the same time. */
export const tooManyConnections = spoken({
  english: `
    too many simultaneous | too many concurrent | too many connections | too many … connections | too many sessions | too many … sessions
    too many users | maximum number of … connections | maximum number of … sessions | maximum … connections | max … connections
    number of concurrent | number of simultaneous | number of connections | concurrent connection | concurrent session | concurrent smtp
    simultaneous connection | simultaneous session | simultaneous login | connection limit | connections limit | session limit
    limit … connections | thread limit | connections from your | connections from this | connection count | connections reached
  `,
  european: `
    zu viele verbindungen | zu viele gleichzeitige | zu viele … verbindungen | trop de connexions | trop de … connexions
    nombre maximum de connexion | nombre maximal de connexion | demasiadas conexiones | demasiadas … conexiones | muitas conexões
    troppe connessioni | te veel verbindingen | te veel … verbindingen | för många anslutningar | för många … anslutningar
    zbyt wiele połączeń | zbyt wiele … połączeń | zbyt duża liczba połączeń | příliš mnoho připojení | příliš mnoho spojení
  `,
  cyrillic: `слишком много соединений | слишком много подключений | слишком много одновременных | количество соединений`,
  asian: `连接数 | 連線數 | 连接过多 | 并发 | 同時接続 | 接続数 | 동시 접속`,
});
