import {
  type Endpoint,
  hostDefect,
  type ObservationOf,
  type ObservationType,
  type Report,
  type Service,
  type Stage,
  type StageRecord,
} from '@inbox-connect/core';
import { hostOf } from '../scenario.ts';

/** One service of a report, made ready to be asked. */
export interface Lane {
  readonly service: Service;
  readonly endpoint: Endpoint;
  readonly stages: readonly StageRecord[];
  readonly probes: readonly ObservationOf<'endpoint-probed'>[];
  saw<T extends ObservationType>(type: T, stage?: Stage): ObservationOf<T> | undefined;
  /** What the form names as the server. */
  readonly host: string;
  /** A name of the report as a name of the lab: whatever else it may be, nobody outside is meant. Undefined for what is no name. */
  rename(name: string): string | undefined;
}

/** `domain` is that of the replay. */
export function laneOf(report: Report, service: Service, domain: string): Lane {
  const stages = report.stages.filter((stage) => stage.service === service);
  const endpoint = report.settings?.[service] ?? { host: '', port: 0, security: 'tls' };
  const evidence = report.problems.filter((problem) => problem.service === service).flatMap((problem) => problem.evidence);
  const saw: Lane['saw'] = (type, stage) =>
    stages
      .filter((record) => stage === undefined || record.stage === stage)
      .flatMap(({ observations }) => observations)
      .find((observation): observation is ObservationOf<typeof type> => observation.type === type);
  const host = hostIn(domain, service, saw);
  return {
    service,
    endpoint,
    stages,
    probes: evidence.filter((observation) => observation.type === 'endpoint-probed'),
    saw,
    host,
    rename: (name) => {
      const renamed = renameInto(domain, name, domainOf(report.settings?.email ?? ''));
      // The name of somebody else must not become that of the server.
      const told = renamed === host && name !== endpoint.host ? `${name}.${domain}` : renamed;
      return hostDefect(told) === undefined ? told : undefined;
    },
  };
}

function hostIn(domain: string, service: Service, saw: Lane['saw']): string {
  // Our policy refuses an address of the private network, whatever name it came by.
  if (saw('dial-refused') !== undefined) return '10.0.0.1';
  const failure = saw('resolve-failed')?.code;
  return failure === 'ENOTFOUND' || failure === 'ENODATA' ? `unknown-${service}.${domain}` : hostOf(service, domain);
}

/** Names of the domain of the address keep their first labels: `mail.example.se` becomes `mail.<domain>`. */
function renameInto(domain: string, name: string, original: string): string {
  const lower = name.toLowerCase();
  if (lower === original) return domain;
  return lower.endsWith(`.${original}`) ? `${lower.slice(0, -original.length)}${domain}` : `${lower}.${domain}`;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
