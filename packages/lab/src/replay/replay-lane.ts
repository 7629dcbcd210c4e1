import type { Endpoint, ObservationOf, ObservationType, Report, Service, Stage, StageRecord } from '@inbox-connect/core';
import { hostOf } from '../scenario.ts';

/** One service of a report, made ready to be asked. */
export interface Lane {
  readonly service: Service;
  readonly endpoint: Endpoint;
  readonly stages: readonly StageRecord[];
  readonly probes: readonly ObservationOf<'endpoint-probed'>[];
  saw<T extends ObservationType>(type: T, stage?: Stage): ObservationOf<T> | undefined;
  /** What the form names as the server. */
  host(domain: string): string;
}

export function laneOf(report: Report, service: Service): Lane {
  const stages = report.stages.filter((stage) => stage.service === service);
  const endpoint = report.settings?.[service] ?? { host: '', port: 0, security: 'tls' };
  const evidence = report.problems.filter((problem) => problem.service === service).flatMap((problem) => problem.evidence);
  const lane: Lane = {
    service,
    endpoint,
    stages,
    probes: evidence.filter((observation) => observation.type === 'endpoint-probed'),
    saw: (type, stage) =>
      stages
        .filter((record) => stage === undefined || record.stage === stage)
        .flatMap(({ observations }) => observations)
        .find((observation): observation is ObservationOf<typeof type> => observation.type === type),
    host: (domain) => {
      // Our policy refuses an address of the private network, whatever name it came by.
      if (lane.saw('dial-refused') !== undefined) return '10.0.0.1';
      const failure = lane.saw('resolve-failed')?.code;
      return failure === 'ENOTFOUND' || failure === 'ENODATA' ? `unknown-${service}.${domain}` : hostOf(service, domain);
    },
  };
  return lane;
}
