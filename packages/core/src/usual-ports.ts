import type { Security, Service } from './vocabulary.ts';

/** A port that mail servers usually listen on, and how it is usually protected (RFC 8314 s.3, RFC 6409 s.3.1). */
export interface UsualPort {
  readonly port: number;
  readonly security: Security;
}

/** The usual ports of each service, the preferred one first. */
export const usualPorts: Readonly<Record<Service, readonly UsualPort[]>> = {
  imap: [
    { port: 993, security: 'tls' },
    { port: 143, security: 'starttls' },
  ],
  smtp: [
    { port: 465, security: 'tls' },
    { port: 587, security: 'starttls' },
    { port: 25, security: 'starttls' },
  ],
};
