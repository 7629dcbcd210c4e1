import type { DiscoveredServer } from '@inbox-connect/core';
import { parseXml, type XmlElement } from './xml.ts';

/** A server as a file describes it, its placeholders still in place. */
export interface AutoconfigServer extends Omit<DiscoveredServer, 'security'> {
  readonly security: 'tls' | 'starttls' | 'none';
  /** In the file's order: `password-cleartext`, `OAuth2` ... */
  readonly authentication: readonly string[];
}

/** What an autoconfig file says about IMAP and SMTP, in its order. */
export interface Autoconfig {
  readonly imap: readonly AutoconfigServer[];
  readonly smtp: readonly AutoconfigServer[];
  readonly hasPop3: boolean;
}

/**
 * Reads a file of Mozilla's autoconfig format (draft-ietf-mailmaint-autoconfig) as mail programs do: what is unknown is
 * passed over, a server that cannot be read is left out and the others are kept. Nothing when it is no such file at all.
 */
export function parseAutoconfig(source: string): Autoconfig | undefined {
  const root = parseXml(source);
  const provider = root?.name === 'clientConfig' ? root.children.find(({ name }) => name === 'emailProvider') : undefined;
  if (provider === undefined) return undefined;
  const serversOf = (element: string, type: string) => provider.children.filter(({ name, attributes }) => name === element && attributes['type'] === type);
  return {
    imap: serversOf('incomingServer', 'imap').flatMap(readServer),
    smtp: serversOf('outgoingServer', 'smtp').flatMap(readServer),
    hasPop3: serversOf('incomingServer', 'pop3').length > 0,
  };
}

const securities = new Map<string, AutoconfigServer['security']>([
  ['SSL', 'tls'],
  ['STARTTLS', 'starttls'],
  ['PLAIN', 'none'],
]);

function readServer(element: XmlElement): AutoconfigServer[] {
  const texts = (wanted: string) => element.children.filter(({ name, text }) => name === wanted && text !== '').map(({ text }) => text);
  const [host = ''] = texts('hostname');
  const [port = ''] = texts('port');
  const security = securities.get(texts('socketType')[0]?.toUpperCase() ?? '');
  const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
  if (host === '' || !isPort || security === undefined) return [];
  // A server that takes a password wants a name with it, also where the file forgot to say which.
  const [username = '%EMAILADDRESS%'] = texts('username');
  return [
    {
      host: host.toLowerCase().replaceAll(/%[a-z]+%/g, (placeholder) => placeholder.toUpperCase()),
      port: Number(port),
      security,
      username,
      authentication: texts('authentication'),
    },
  ];
}
