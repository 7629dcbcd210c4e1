import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { Service } from '@inbox-connect/core';
import type { PortBehaviour, ServerBehaviour } from './behaviour.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import type { CommandLog } from './command-log.ts';
import { serveImap } from './imap-server.ts';
import { type MailPort, openMailPort, type Serve } from './mail-port.ts';
import { hostOf, type Scenario } from './scenario.ts';
import { type SubmittedMessage, serveSmtp } from './smtp-server.ts';
import { openUnansweredPort } from './unanswered-port.ts';

/** What the servers of a scenario need from the lab. */
export interface ServerSurroundings {
  readonly authority: CertificateAuthority;
  readonly log: CommandLog;
  readonly onMessage: (message: SubmittedMessage) => void;
  readonly onError: (error: unknown) => void;
}

/** Where a connection really goes. */
export interface Target {
  readonly address: string;
  readonly port: number;
}

interface ScenarioPort {
  readonly behaviour: PortBehaviour;
  readonly target: Target;
}

/** One server of a scenario, listening. */
export interface ScenarioServer {
  readonly scenario: string;
  readonly service: Service;
  /** All of its host names, its own first. */
  readonly hosts: readonly [string, ...string[]];
  /** By the port's number as a client names it. */
  readonly ports: ReadonlyMap<number, ScenarioPort>;
  readonly lookup: ServerBehaviour<never>['lookup'];
  close(): Promise<void>;
}

export const loopback = '127.0.0.1';

/** TCPMUX (RFC 1078): nobody serves it any more and, being privileged, it is never handed out, so it truly refuses. */
export const closedPort: Target = { address: loopback, port: 1 };

/** The broadcast address of loopback: the system knows no way there for TCP (RFC 1122 s.4.2.3.10). */
const unreachable: Target = { address: '127.255.255.255', port: 1 };

/** Opens the ports of the IMAP or the SMTP server of a scenario. */
export async function startScenarioServer(scenario: Scenario, service: Service, surroundings: ServerSurroundings): Promise<ScenarioServer> {
  const { ports, aliases, lookup } = scenario[service];
  const host = hostOf(service, scenario.domain);
  const secureContext = issueOnce(surroundings.authority, [host, ...aliases], scenario[service]);
  const opened: MailPort[] = [];
  const listening = await Promise.all(
    Object.entries(ports).map(async ([number, behaviour]): Promise<[number, ScenarioPort]> => {
      const port = Number(number);
      if (behaviour === 'refuse') return [port, { behaviour, target: closedPort }];
      if (behaviour === 'unreachable') return [port, { behaviour, target: unreachable }];
      const onConnection = () => serveWith(scenario, service, host, port, secureContext, surroundings);
      const mailPort =
        behaviour === 'unanswered' ? await openUnansweredPort() : await openMailPort({ behaviour, secureContext, onConnection, onError: surroundings.onError });
      opened.push(mailPort);
      return [port, { behaviour, target: { address: loopback, port: mailPort.port } }];
    }),
  );
  return {
    scenario: scenario.name,
    service,
    hosts: [host, ...aliases],
    ports: new Map(listening),
    lookup,
    close: async () => {
      await Promise.all(opened.map((port) => port.close()));
    },
  };
}

function serveWith(
  { account, imap, smtp }: Scenario,
  service: Service,
  host: string,
  port: number,
  secureContext: () => Promise<SecureContext>,
  { log: commands, onMessage }: ServerSurroundings,
): Serve {
  const common = { host, account, secureContext, log: commands.connected(service, port) };
  return service === 'imap'
    ? (connection, protocol) => serveImap({ ...common, connection, port: protocol, behaviour: imap })
    : (connection, protocol) => serveSmtp({ ...common, connection, port: protocol, behaviour: smtp, onMessage });
}

/** A certificate is made when somebody first asks for TLS, and then kept. */
function issueOnce(authority: CertificateAuthority, hosts: readonly string[], { certificate: declared, tls }: ServerBehaviour<never>) {
  let issued: Promise<SecureContext> | undefined;
  return () => {
    issued ??= authority
      .issue({ names: hosts, ...declared })
      .then(({ certificate, key }) => createSecureContext({ cert: certificate, key, ...protocolOf(tls), ...(declared.defect === 'weak-key' && anyStrength) }));
    return issued;
  };
}

/** OpenSSL's security level 0 lets through what it refuses otherwise: short keys and the digests of old versions. */
const anyStrength: SecureContextOptions = { ciphers: 'DEFAULT@SECLEVEL=0' };

function protocolOf(tls: ServerBehaviour<never>['tls']): SecureContextOptions {
  return tls === 'outdated' ? { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ...anyStrength } : {};
}
