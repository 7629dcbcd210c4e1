import { listed } from '../rules/phrases/spoken.ts';
import type { ClientError } from './client-errors.ts';

/** Of resolvers, sockets and the mail programs above them. */
export const connectionErrors: readonly ClientError[] = [
  {
    fact: { type: 'resolve-failed', code: 'EAI_AGAIN' },
    says: listed(`
      eai_again | temporary failure in name resolution | server misbehaving | servfail | ·11002 | (11002 | eservfail | try again … dns
      dns … timed out | dns … timeout | dns timeout | etimeout | querya etimeout | errno -3] | errno: -3001 | temporary dns
      lookup timed out | i/o timeout … lookup | lookup … i/o timeout | non-recoverable … name resolution | name server … fail
    `),
    marks: listed(`eai_again | "errno":-3001 | getaddrinfo eai_fail | wsatry_again | no_recovery | [errno -3]`),
  },
  {
    fact: { type: 'resolve-failed', code: 'ENOTFOUND' },
    says: listed(`
      enotfound | enodata | ·11001 | (11001 | ·11004 | (11004 | name or service not known | nodename nor servname | no such host
      host not found | unknown host | could not resolve | couldn't resolve | cannot resolve | can't resolve | unable to resolve
      failed to resolve | could not be resolved | getaddrinfo failed | getaddrinfo:· | getaddresses | no address associated | nxdomain
      non-existent domain | domain name not found | server not found | host could not be found | host … not be found
      server … could not be found | server … not be found | cannot find … host | cannot locate host | dns lookup | name resolution
      not known | unbekannter host | hôte inconnu | getaddrinfo | edns | server … nicht gefunden | serveur … introuvable
      servidor … no se encontr | no se encuentra … servidor | server … non trovato | servern … hittades inte | servern … inte hittas
      hittar inte servern | värden … hittades inte | okänd värd | server … niet … gevonden | server niet vinden | onbekende host
    `),
    marks: listed(`unknownhost | ns_error_unknown_host | "code":"edns" | host_not_found | 0x800ccc0d | err_name_not_resolved | socket.gaierror | gaierror`),
  },
  {
    fact: { type: 'dial-failed', code: 'ECONNREFUSED' },
    says: listed(`
      econnrefused | connection refused | connect refused | ·10061 | (10061 | actively refused | refused to allow a connection
      refused the connection | connection was refused | verbindung … abgelehnt | verbindungsaufbau abgelehnt | connexion refusée
      conexión rechazada | conexión denegada | conexão recusada | connessione rifiutata | verbinding geweigerd | anslutningen vägrades
      connexion au serveur … refusée | conexión … rechazada | connessione … rifiutata | verbinding … geweigerd | weigerde … verbinding
      anslutningen nekades | anslutningen … nekades | nekade anslutning | anslutningen avvisades
      połączenie odrzucone | spojení odmítnuto | в соединении отказано | подключение не установлено | 拒绝连接 | 连接被拒绝 | 拒绝 | 接続が拒否 | errno 111]
      errno 61]
    `),
    marks: listed(`econnrefused | connection_refused | connectionrefused | (111) | "errno":-111 | "errno":-4078 | "errno":-61`),
  },
  {
    fact: { type: 'dial-failed', code: 'ENETUNREACH' },
    says: listed(`
      enetunreach | ehostunreach | eaddrnotavail | enetdown | ehostdown | no route to host | ·10051 | (10051 | ·10065 | (10065
      network is unreachable | network unreachable | network is down | host is unreachable | host unreachable | host is down
      unreachable host | unreachable network | cannot assign requested address | can't assign requested address
      netzwerk … nicht erreichbar | réseau … inaccessible | red inalcanzable | сеть недоступна | нет маршрута
    `),
    marks: listed(`enetunreach | ehostunreach | noroutetohost | 0x800ccc13 | err_address_unreachable | err_internet_disconnected`),
  },
  {
    fact: { type: 'closed' },
    says: listed(`
      econnreset | epipe | econnaborted | connection reset | reset by peer | broken pipe | ·10054 | (10054 | ·10053 | (10053 | ·-9806
      (-9806 | socket hang up | disconnected before | forcibly closed | closed by the remote | closed by remote | closed the connection
      closed unexpectedly | closed connection | connection closed | connection was closed | connection lost | connection aborted
      connection has been aborted | connection broken | connection terminated | connection dropped | connection interrupted
      dropped connection | lost connection | lost in the middle | unexpectedly disconnected | unexpectedly closed | unexpected disconnect
      unexpected close | unexpected end | unexpected eof | remote host terminated | remote party has closed | transport stream
      not connected | dropped by | server disconnected | end of file | eof occurred | socket error: eof | ·eof· | ended by the other
      non-properly terminated | not available … connection | verbindung … getrennt | verbindung … zurückgesetzt | connexion réinitialisée
      connexion … interrompue | conexión restablecida | verbinding … verbroken | anslutningen … bröts
      anslutningen … avbröts | соединение сброшено | соединение разорвано | 连接被重置 | 连接重置 | 连接已断开 | 接続がリセット
    `),
    marks: listed(`
      econnreset | epipe | ns_error_net_reset | connectionreset | closedafterconnect | 0x800ccc0f | unexpected_eof | eoferror
      err_connection_reset | noconnection
    `),
  },
  {
    fact: { type: 'silent' },
    says: listed(`
      etimedout | esockettimedout | ·10060 | (10060 | timed out | timed-out | timeout | time out | time-out | greeting never received
      failed to receive greeting | did not properly respond | not respond | no response | execution expired | zeitüberschreitung | délai
      temps d'attente | tiempo de espera | tempo limite | tempo scaduto | tidsgräns | antwortet nicht | reagiert nicht | ne répond pas | n'a pas répondu | no responde
      non risponde | svarar inte | svarade inte | tog för lång tid | reageert niet | reageerde niet | antwoordt niet | duurde te lang
      verbinding … verlopen | przekroczono … czas | limit czasu | časový limit
      время ожидания | истекло время | тайм-аут | таймаут | 超时 | 逾時 | タイムアウト
    `),
    marks: listed(`
      etimedout | greeting_timeout | timeout- | timeouterror | 0x800ccc19 | 0x80042109 | 0x8004210a | 0x8004210b | net_timeout
      err_connection_timed_out
    `),
  },
  {
    fact: { type: 'not-a-greeting' },
    says: listed(`
      invalid greeting | bad greeting | unexpected greeting | greeting … not | not a status response | unexpected response … greeting
      not an imap server | not an smtp server
    `),
  },
  {
    fact: { type: 'handshake-failed', code: 'UNKNOWN' },
    says: listed(`
      tls negotiation | ssl negotiation | tls handshake | ssl handshake | handshake failed | ssl connect error | ssl error | tls error
      tls failure | ssl failure | ssl connection | ssl/tls | secure link | secure connection | ssl routines
    `),
    marks: ['sslhandshake', 'ssl_error', 'sslexception', 'sslerror'],
  },
  { fact: { type: 'dial-failed', code: 'ECONNREFUSED' }, marks: ['0x800ccc0e'] },
  { fact: { type: 'no-recipient' }, says: ['no recipients defined'] },
];
