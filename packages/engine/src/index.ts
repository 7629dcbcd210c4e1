export type * from './context.ts';
export type { EgressPolicy } from './egress-policy.ts';
export type { Network, PrivateHost, Resolver } from './network.ts';
