export { check } from './check.ts';
export type * from './context.ts';
export { createEgressPolicy, type EgressPolicy } from './egress-policy.ts';
export { greets } from './greets.ts';
export { parseNetwork } from './ip-network.ts';
export { createNetwork, type Network, type NetworkSettings, type PrivateHost, type Resolver } from './network.ts';
export { openStream, type StreamFailure, type StreamTarget } from './open-stream.ts';
export { createRecords, type Records } from './records.ts';
export { createTrust } from './trust.ts';
