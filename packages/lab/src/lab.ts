import { createSecureContext, type SecureContext } from 'node:tls';
import type { Service } from '@inbox-connect/core';
import type { PortBehaviour } from './behaviour.ts';
import { createCertificateAuthority } from './certificate-authority.ts';
import { CommandLog, type LogEntry } from './command-log.ts';
import { answerDns, type DnsAnswer } from './dns.ts';
import { createOutbox, type DeliveredMessage, type DeliveryTarget } from './outbox.ts';
import { entryOf, labZone, type Scenario, type ScenarioEntry } from './scenario.ts';
import { closedPort, loopback, type ScenarioServer, startScenarioServer } from './scenario-server.ts';
import { scenarios as allScenarios } from './scenarios/index.ts';

/** How a host of the lab is reached: the shape of the engine's private hosts. */
export interface LabHost {
  /** None: the name does not exist, unless there is a `lookupCode`. */
  readonly addresses: readonly string[];
  /** A code of c-ares, when nobody can tell whether the name exists. */
  readonly lookupCode?: 'ESERVFAIL';
  /** Where a connection to a port really goes: to a listener of the lab or to a closed port. */
  target(address: string, port: number): { readonly address: string; readonly port: number };
  /** Trusts the lab's root alone. */
  readonly secureContext: SecureContext;
}

/** One port of the lab, for pointing another mail program at it. */
export interface LabListener {
  readonly scenario: string;
  readonly service: Service;
  readonly host: string;
  /** As the scenario's settings name it. */
  readonly port: number;
  readonly behaviour: PortBehaviour;
  readonly realAddress: string;
  readonly realPort: number;
}

export interface LabOptions {
  /** Where messages to anybody are delivered; without, they are only kept in memory. */
  readonly deliverTo?: DeliveryTarget;
  /** Those of `scenarios/` when left out. */
  readonly scenarios?: readonly Scenario[];
  /** Told about an exception of ours and about a message that could not be delivered; a warning of the process when left out. */
  readonly onError?: (error: unknown) => void;
}

/** Real mail servers on loopback, with declared faults, under names that only this process knows. */
export interface Lab extends AsyncDisposable {
  readonly scenarios: readonly Scenario[];
  readonly entries: readonly ScenarioEntry[];
  readonly rootPem: string;
  /** `undefined` for a name outside `lab.test`; for an unknown name inside it a host without addresses. */
  privateHost(host: string): LabHost | undefined;
  /** Answers A and TXT (SPF, DKIM, DMARC) for the lab's domains as mailauth asks for them; rejects with `ENOTFOUND` for all other names. */
  dns(name: string, type: string): Promise<DnsAnswer>;
  /** Whether an address belongs to one of the scenarios' domains. */
  isLabAddress(email: string): boolean;
  /** The last hundred messages that left the lab's servers, signed. */
  readonly deliveredMessages: readonly DeliveredMessage[];
  /** What the servers of a scenario saw. */
  log(scenario: string): readonly LogEntry[];
  listeners(): readonly LabListener[];
  /** Starts the servers of one more scenario, which is not among `scenarios`; disposing of it closes them. Its names must be its own. */
  open(scenario: Scenario): Promise<AsyncDisposable>;
  /** Closes every listener and every connection. */
  close(): Promise<void>;
}

/** Starts the servers of all scenarios. Certificates and the signing key are made when they are needed first. */
export async function startLab({ deliverTo, scenarios = allScenarios, onError = warn }: LabOptions = {}): Promise<Lab> {
  const authority = await createCertificateAuthority();
  const secureContext = createSecureContext({ ca: authority.rootPem });
  const outbox = createOutbox(deliverTo);
  const running = new Map<string, RunningScenario>();
  let closed = false;
  const report = (error: unknown) => {
    if (!closed) onError(error);
  };

  const open = async (scenario: Scenario): Promise<RunningScenario> => {
    const log = new CommandLog();
    const surroundings = {
      authority,
      log,
      onError: report,
      onMessage: (message: Parameters<typeof outbox.send>[1]) => {
        if (scenario.delivery === 'delivered') outbox.send(scenario, message).catch(report);
      },
    };
    const servers = await Promise.all((['imap', 'smtp'] as const).map((service) => startScenarioServer(scenario, service, surroundings)));
    const close = async () => {
      running.delete(scenario.name);
      await Promise.all(servers.map((server) => server.close()));
    };
    const opened = { domain: scenario.domain, log, servers, close };
    running.set(scenario.name, opened);
    return opened;
  };
  await Promise.all(scenarios.map(open));
  const servers = () => [...running.values()].flatMap((scenario) => scenario.servers);

  const close = async () => {
    closed = true;
    outbox.close();
    await Promise.all([...running.values()].map((scenario) => scenario.close()));
  };
  return {
    scenarios,
    entries: scenarios.map(entryOf),
    rootPem: authority.rootPem,
    privateHost: (host) => {
      const name = normalise(host);
      const known = servers().filter(({ hosts }) => hosts.includes(name));
      if (known.length === 0 && name !== labZone && !name.endsWith(`.${labZone}`)) return undefined;
      const unknowable = known.some(({ lookup }) => lookup === 'servfail');
      return {
        addresses: known.length === 0 || unknowable ? [] : [loopback],
        ...(unknowable && { lookupCode: 'ESERVFAIL' }),
        // A machine that has both servers refuses on a port only when neither does anything else there.
        target: (_address, port) => {
          const targets = known.flatMap(({ ports }) => ports.get(port)?.target ?? []);
          return targets.find((target) => target !== closedPort) ?? closedPort;
        },
        secureContext,
      };
    },
    dns: (name, type) => answerDns([...running.values()].map(domainOf), outbox.publicKey, normalise(name), type),
    isLabAddress: (email) => {
      const domain = normalise(email.slice(email.lastIndexOf('@') + 1));
      return email.includes('@') && [...running.values()].some((known) => known.domain === domain);
    },
    deliveredMessages: outbox.delivered,
    log: (scenario) => running.get(scenario)?.log.entries ?? [],
    listeners: () => servers().flatMap(listenersOf),
    open: async (scenario) => {
      const { close } = await open(scenario);
      return { [Symbol.asyncDispose]: close };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface RunningScenario {
  readonly domain: string;
  readonly log: CommandLog;
  readonly servers: readonly ScenarioServer[];
  close(): Promise<void>;
}

function domainOf({ domain, servers }: RunningScenario) {
  return { domain, hosts: servers.flatMap(({ hosts }) => hosts) };
}

function listenersOf({ scenario, service, hosts, ports }: ScenarioServer): readonly LabListener[] {
  return [...ports]
    .filter(([, { behaviour }]) => behaviour !== 'refuse' && behaviour !== 'unreachable')
    .map(([port, { behaviour, target }]) => ({ scenario, service, host: hosts[0], port, behaviour, realAddress: target.address, realPort: target.port }));
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
