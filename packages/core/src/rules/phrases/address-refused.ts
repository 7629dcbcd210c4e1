import { spoken } from './spoken.ts';

/** The address that we come from is not welcome. */
export const addressRefused = spoken({
  english: `
    spamhaus | blacklist | black list | blocklist | block list | block-list | block listed | denylist | dnsbl | ·rbl | sorbs | spamcop
    blocked using | block for spam | blocked for spam | client host … blocked | client host rejected | client host … not | host rejected
    sending ip | this ip | your ip | ·ip … not allowed | ·ip … not permitted | ·ip … not authorized | ·ip … unauthorized | ·ip … blocked
    ·ip … denied | ·ip … rejected | ·ip … refused | ·ip … listed | ·ip … banned | ·ip name lookup | unauthorized ip | unauthorised ip
    unknown ip | banned ip | blocked ip | dynamic ip | ·ip source | ·ip reputation | poor reputation | bad reputation | low reputation
    your network | your location | your country | country is | this country | geoip | geolocation | reverse dns | reverse host
    reverse lookup | rdns | ptr record | ·ptr· | no ptr | dynamic screening | connections not accepted from
    connections will not be accepted from | not accept mail from hosts | not allowed to connect | not authorized to connect
    not permitted to connect | no access from | not allowed from | ask your postmaster for help | (rtr:
  `,
  european: `ip-adresse | ip adresse | adresse ip | dirección ip | endereço ip | indirizzo ip | ip-adres | adres ip | ip-adress | ip adresa`,
  cyrillic: `ip-адрес | ip адрес`,
  asian: `您的ip | 该ip | ip地址 | ipアドレス | 接続元 | ip 주소`,
});
