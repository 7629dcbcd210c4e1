import type { CheckRequestInput, ConnectionSettings, Locale, Security, Service } from '@inbox-connect/core';

/** What a person typed, as it stands in the fields; `CheckRequest` is what we make of it. */
export interface EnteredSettings {
  readonly email: string;
  readonly password: string;
  readonly username: string;
  readonly imap: EnteredEndpoint;
  readonly smtp: EnteredEndpoint;
  readonly allowNonSecureCertificate: boolean;
  /** Fingerprints of certificates that the person has looked at and accepted, for these servers. */
  readonly trustedCertificates: readonly string[];
  readonly sendTestMessage: boolean;
}

interface EnteredEndpoint {
  readonly host: string;
  readonly port: string;
  readonly security: Security;
}

/** The form as it is opened: no server is guessed, port and security are the ones that RFC 8314 prefers. */
export const emptySettings: EnteredSettings = {
  email: '',
  password: '',
  username: '',
  imap: { host: '', port: '993', security: 'tls' },
  smtp: { host: '', port: '465', security: 'tls' },
  allowNonSecureCertificate: false,
  trustedCertificates: [],
  sendTestMessage: true,
};

/** Reads the fields: what cannot be seen around a value is dropped, a password stays as it is. */
export function toCheckRequest(entered: EnteredSettings, locale: Locale): CheckRequestInput {
  const username = trimUnseen(entered.username);
  return {
    email: trimUnseen(entered.email),
    password: entered.password,
    ...(username === '' ? {} : { username }),
    imap: toEndpoint(entered.imap),
    smtp: toEndpoint(entered.smtp),
    allowNonSecureCertificate: entered.allowNonSecureCertificate,
    trustedCertificates: [...entered.trustedCertificates],
    sendTestMessage: entered.sendTestMessage,
    locale,
  };
}

/** Puts settings back into the fields, to be changed and tried again. */
export function toEnteredSettings(settings: ConnectionSettings, password: string): EnteredSettings {
  const { email, username = '', imap, smtp, allowNonSecureCertificate, trustedCertificates, sendTestMessage } = settings;
  return {
    email,
    password,
    username,
    imap: { ...imap, port: String(imap.port) },
    smtp: { ...smtp, port: String(smtp.port) },
    allowNonSecureCertificate,
    trustedCertificates,
    sendTestMessage,
  };
}

/** Where a service is to be reached, as far as it has been typed: `mail.example.se:993`. */
export function formatEndpoint({ host, port }: { readonly host: string; readonly port: string | number }): string {
  const name = trimUnseen(host);
  return name === '' ? '' : `${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Services whose connection is chosen to be open to anybody on the way. */
export function unencryptedServices(entered: EnteredSettings): readonly Service[] {
  return (['imap', 'smtp'] as const).filter((service) => entered[service].security === 'none');
}

/** Takes white space, controls and marks that have no width (zero-width space, byte order mark, direction marks) off both ends. */
export function trimUnseen(text: string): string {
  return text.replaceAll(/^[\s\p{C}]+|[\s\p{C}]+$/gu, '');
}

function toEndpoint({ host, port, security }: EnteredEndpoint): CheckRequestInput['imap'] {
  return { host: trimUnseen(host), port: toPort(trimUnseen(port)), security };
}

/** What is no whole number is no port; 0 is refused as one by the schema. */
function toPort(port: string): number {
  return /^\d{1,5}$/.test(port) ? Number(port) : 0;
}
