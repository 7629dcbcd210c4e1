export * from './dovecot.ts';
export { findFreePort } from './free-port.ts';
export * from './message-sink.ts';
export { realServersMissing } from './missing.ts';
export { countOpenConnections } from './open-connections.ts';
export * from './postfix.ts';
