export { appPasswordPages } from './app-password-pages.ts';
export type { DiscoveryContext, Suggestion } from './context.ts';
export { describeDiscovery } from './describe-discovery.ts';
export { discover } from './discover.ts';
export { asciiDomain, type DomainDiscovery, discoverDomain } from './discover-domain.ts';
export { watchPresets } from './presets.ts';
export { recogniseProvider } from './recognise-provider.ts';
