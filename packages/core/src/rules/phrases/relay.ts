import { spoken } from './spoken.ts';

/** The server passes no mail on for us. */
export const relay = spoken({
  english: `
    relay access denied | relaying | relay denied | relay not | relay … not permitted | relay … not allowed | unable to relay | to relay
    not relay | no relay | open relay | as a relay | mail relay | rcpthosts | delivery is not allowed to this address
  `,
  european: `weiterleitung | relais | relayage`,
  cyrillic: `пересылка запрещена | релей`,
  asian: `中继 | 转发 | 中継`,
});
