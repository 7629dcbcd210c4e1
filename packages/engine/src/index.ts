export { check } from './check.ts';
export type * from './context.ts';
export type { EgressPolicy } from './egress-policy.ts';
export { parseNetwork } from './ip-network.ts';
export { createNetwork, type Network, type NetworkSettings, type PrivateHost, type Resolver } from './network.ts';
export { createTrust } from './trust.ts';
