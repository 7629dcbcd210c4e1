import { createSecureContext, type SecureContext } from 'node:tls';
import type { Service } from '@inbox-connect/core';
import type { PortBehaviour } from './behaviour.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import type { CommandLog } from './command-log.ts';
import { serveImap } from './imap-server.ts';
import { type MailPort, openMailPort, type Serve } from './mail-port.ts';
import { hostOf, type Scenario } from './scenario.ts';
import { type SubmittedMessage, serveSmtp } from './smtp-server.ts';

/** What the servers of a scenario need from the lab. */
export interface ServerSurroundings {
  readonly authority: CertificateAuthority;
  readonly log: CommandLog;
  readonly onMessage: (message: SubmittedMessage) => void;
  readonly onError: (error: unknown) => void;
}

/** One server of a scenario, listening. */
export interface ScenarioServer {
  readonly scenario: string;
  readonly service: Service;
  /** All of its host names, its own first. */
  readonly hosts: readonly [string, ...string[]];
  /** By the port's number as a client names it; real ports are left out where nothing listens. */
  readonly ports: ReadonlyMap<number, { readonly behaviour: PortBehaviour; readonly realPort?: number }>;
  close(): Promise<void>;
}

/** Opens the ports of the IMAP or the SMTP server of a scenario. */
export async function startScenarioServer(scenario: Scenario, service: Service, surroundings: ServerSurroundings): Promise<ScenarioServer> {
  const { ports, aliases, certificate } = scenario[service];
  const host = hostOf(service, scenario.domain);
  const secureContext = issueOnce(surroundings.authority, certificate.names ?? [host, ...aliases], certificate.defect);
  const opened: MailPort[] = [];
  const listening = await Promise.all(
    Object.entries(ports).map(async ([number, behaviour]): Promise<[number, { behaviour: PortBehaviour; realPort?: number }]> => {
      const port = Number(number);
      if (behaviour === 'refuse') return [port, { behaviour }];
      const onConnection = () => serveWith(scenario, service, host, port, secureContext, surroundings);
      const mailPort = await openMailPort({ behaviour, secureContext, onConnection, onError: surroundings.onError });
      opened.push(mailPort);
      return [port, { behaviour, realPort: mailPort.port }];
    }),
  );
  return {
    scenario: scenario.name,
    service,
    hosts: [host, ...aliases],
    ports: new Map(listening),
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
function issueOnce(authority: CertificateAuthority, names: readonly string[], defect: Scenario['imap']['certificate']['defect']): () => Promise<SecureContext> {
  let issued: Promise<SecureContext> | undefined;
  return () => {
    issued ??= authority
      .issue(defect === undefined ? { names } : { names, defect })
      .then(({ certificate, key }) => createSecureContext({ cert: certificate, key }));
    return issued;
  };
}
