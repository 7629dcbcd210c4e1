export * from './certificate-authority.ts';
export * from './delaying-proxy.ts';
