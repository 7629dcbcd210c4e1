import { type ConnectionSettings, type Endpoint, type Security, type Service, securitySchema, serviceSchema } from '@inbox-connect/core';
import { type Lab, type LabHost, type PortBehaviour, type Scenario, scenario } from '@inbox-connect/lab';

/** The values of each dimension; a cell has one of each. */
const hosts = ['right', 'certificate-name', 'of-the-other-service', 'missing'] as const;
const offers = ['both', 'implicit-tls', 'starttls', 'starttls-beside-silence'] as const;
const families = ['ipv4', 'ipv6', 'both', 'ipv6-dead'] as const;
const defects = ['expired', 'not-yet-valid', 'self-signed', 'unknown-issuer', 'missing-intermediate'] as const;
const ports = { imap: { tls: [993], starttls: [143] }, smtp: { tls: [465], starttls: [587, 25] } } as const;
/** Ports that a person may enter; nobody listens on the last one of SMTP. */
const entered = { imap: [993, 143], smtp: [465, 587, 25, 2525] } as const;

/** One way to get the settings of one service wrong, with the server that they meet. */
export interface Cell {
  readonly name: string;
  readonly service: Service;
  readonly host: (typeof hosts)[number];
  readonly port: number;
  readonly security: Security;
  readonly offers: (typeof offers)[number];
  readonly certificate: 'sound' | (typeof defects)[number];
  readonly family: (typeof families)[number];
}

/**
 * Every `stride`th combination of a host with a port, a security, what the server offers and an address family, the certificate
 * being sound; and every second combination of a defect of the certificate with a right endpoint and a family. The two are not
 * combined: consent to a certificate is asked for once it can be seen, so that such settings take two steps.
 */
export function misconfigurations(stride: number): readonly Cell[] {
  const endpoints = serviceSchema.options.flatMap((service) =>
    entered[service].flatMap((port) => securitySchema.options.map((security) => ({ service, port, security }))),
  );
  const settings = endpoints.flatMap((endpoint) =>
    hosts.flatMap((host) => offers.flatMap((offer) => families.map((family) => ({ ...endpoint, host, offers: offer, family, certificate: 'sound' as const })))),
  );
  const certificates = endpoints
    .filter(({ service, port, security }) => isOffered(service, port, security, 'both'))
    .flatMap((endpoint) => defects.map((certificate) => ({ ...endpoint, host: 'right' as const, offers: 'both' as const, certificate })));
  const everywhere = families.flatMap((family) => certificates.map((cell) => ({ ...cell, family })));
  return [...settings.filter((_, index) => index % stride === 0), ...everywhere.filter((_, index) => index % 2 === 0)].map((cell, index) => ({
    ...cell,
    name: `cell${index}`,
  }));
}

/** One check: a cell for one service or for both, with the servers that they meet and what the person entered. */
export interface Story {
  readonly cells: readonly [Cell, ...Cell[]];
  readonly scenario: Scenario;
  readonly settings: ConnectionSettings;
}

export function storyOf(cell: Cell): Story {
  const scenario = scenarioOf(cell);
  return { cells: [cell], scenario, settings: settingsOf(cell, scenario) };
}

/** Both services wrong at once, each in its own way. */
export function storiesOfBoth(cells: readonly Cell[]): readonly Story[] {
  const [imap = [], smtp = []] = serviceSchema.options.map((service) => cells.filter((cell) => cell.service === service && !isSound(cell)));
  return imap.flatMap((cell, index): readonly Story[] => {
    const [first, other] = [cell, smtp[index]].map((one) => one && { ...one, name: `both${index}` });
    if (first === undefined || other === undefined) return [];
    const scenario = { ...scenarioOf(first), smtp: scenarioOf(other).smtp };
    return [{ cells: [first, other], scenario, settings: { ...settingsOf(first, scenario), smtp: settingsOf(other, scenario).smtp } }];
  });
}

/** Whether the settings of a cell are right as they are. */
export function isSound({ host, service, port, security, offers: offer, certificate }: Cell): boolean {
  return host === 'right' && certificate === 'sound' && isOffered(service, port, security, offer);
}

function isOffered(service: Service, port: number, security: Security, offer: Cell['offers']): boolean {
  if (security === 'none' || !ports[service][security].some((known) => known === port)) return false;
  return security === 'tls' ? offer === 'both' || offer === 'implicit-tls' : offer !== 'implicit-tls';
}

/** The servers that a cell meets: those of the other service are sound. */
function scenarioOf({ name, service, host, offers: offer, certificate }: Cell): Scenario {
  const kinds: Readonly<Record<'tls' | 'starttls', PortBehaviour>> = {
    tls: offer === 'starttls' ? 'refuse' : offer === 'starttls-beside-silence' ? 'silent' : 'tls',
    starttls: offer === 'implicit-tls' ? 'refuse' : 'starttls',
  };
  const listening = Object.fromEntries(securitiesOf(service).flatMap(([security, numbers]) => numbers.map((port) => [port, kinds[security]])));
  const other = `mx.${name}.lab.test`;
  return scenario(name, {
    [service]: {
      ports: listening,
      ...(host === 'certificate-name' && { aliases: [other], certificate: { names: [other] } }),
      ...(certificate !== 'sound' && { certificate: { defect: certificate } }),
    },
    outcome: 'failed',
  });
}

function securitiesOf(service: Service): readonly (readonly ['tls' | 'starttls', readonly number[]])[] {
  return [
    ['tls', ports[service].tls],
    ['starttls', ports[service].starttls],
  ];
}

/** What the person entered. */
function settingsOf({ name, service, host, port, security }: Cell, { request }: Scenario): ConnectionSettings {
  const names: Readonly<Record<Cell['host'], string>> = {
    right: request[service].host,
    'certificate-name': request[service].host,
    'of-the-other-service': request[service === 'imap' ? 'smtp' : 'imap'].host,
    missing: `${service}s.${name}.lab.test`,
  };
  const endpoint: Endpoint = { host: names[host], port, security };
  const { password: _, ...settings } = request;
  return { ...settings, [service]: endpoint };
}

const addresses: Readonly<Record<Cell['family'], readonly string[]>> = {
  ipv4: ['192.0.2.1'],
  ipv6: ['2001:db8::1'],
  both: ['2001:db8::1', '192.0.2.1'],
  'ipv6-dead': ['2001:db8::dead', '192.0.2.1'],
};

/** The hosts of the lab under addresses of a cell's family; all of them lead to the lab but the dead one. */
export function hostsOf({ family }: Cell, lab: Lab): (host: string) => LabHost | undefined {
  return (name) => {
    const known = lab.privateHost(name);
    if (known === undefined || known.addresses.length === 0) return known;
    const target: LabHost['target'] = (address, port) => (address.endsWith('dead') ? { address: '127.0.0.1', port: 1 } : known.target(address, port));
    return { ...known, addresses: addresses[family], target };
  };
}
