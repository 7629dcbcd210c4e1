export type * from './behaviour.ts';
export * from './certificate-authority.ts';
export type { LogEntry } from './command-log.ts';
export * from './delaying-proxy.ts';
export type { DnsAnswer } from './dns.ts';
export * from './lab.ts';
export type { DeliveredMessage, DeliveryTarget } from './outbox.ts';
export * from './replay/replay-report.ts';
export * from './scenario.ts';
