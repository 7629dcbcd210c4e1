import { type Security, type Service, usualPorts } from '@inbox-connect/core';

/** The usual port for a security, when the present port is one that people use without thinking about it; otherwise the port stays. */
export function portFor(service: Service, security: Security, present: string): string {
  const usual = usualPorts[service];
  if (present !== '' && !usual.some(({ port }) => String(port) === present)) return present;
  // Without encryption servers listen where they offer STARTTLS.
  const wanted = security === 'none' ? 'starttls' : security;
  if (usual.some(({ port, security: own }) => String(port) === present && own === wanted)) return present;
  return String(usual.find((option) => option.security === wanted)?.port ?? present);
}

/** The security that goes with a usual port. It never steps down to no encryption, and a choice of none stays where the port allows it. */
export function securityFor(service: Service, port: string, present: Security): Security {
  const usual = usualPorts[service].find((option) => String(option.port) === port.trim());
  if (usual === undefined) return present;
  return present === 'none' && usual.security === 'starttls' ? 'none' : usual.security;
}
