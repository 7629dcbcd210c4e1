import type { Observation, ObservationOf, ObservationType, Report, Service } from '@inbox-connect/core';

/** The first fact of a kind that was seen of a service. */
export function findObservation<T extends ObservationType>({ stages }: Report, service: Service, type: T): ObservationOf<T> | undefined {
  const isWanted = (observation: Observation): observation is ObservationOf<T> => observation.type === type;
  return stages
    .filter((stage) => stage.service === service)
    .flatMap(({ observations }) => observations)
    .find(isWanted);
}
