import { type DiscoveryContext, watchPresets } from '@inbox-connect/discovery';
import { createEgressPolicy, createRecords, greets, type Network, openStream } from '@inbox-connect/engine';
import type { Config } from '../config.ts';

/** All that discovery needs from its surroundings, except who may stop it. */
export type DiscoveryWorld = Omit<DiscoveryContext, 'signal'>;

/** The world as this operator permits it: mail servers as in a check, web servers on their usual ports, and the ISPDB where it was said to be. */
export function createDiscoveryWorld(config: Config, network: Network, onError: (error: unknown) => void): DiscoveryWorld {
  const { allowedNetworks, dnsServers, ispdbUrl, presetsFile } = config;
  const ispdb = new URL(ispdbUrl);
  const ispdbPort = Number(ispdb.port);
  const usual = createEgressPolicy({ allowedNetworks, allowedPorts: [80, 443] });
  const ofIspdb = createEgressPolicy({ allowedNetworks, allowedPorts: [80, 443, ispdbPort] });
  return {
    records: createRecords(dnsServers),
    openWeb: (target, signal) => openStream(target, { ...network, policy: target.host === hostOf(ispdb) ? ofIspdb : usual }, signal),
    greets: (service, endpoint, signal) => greets(service, endpoint, network, signal),
    presetOf: presetsFile === undefined ? () => undefined : watchPresets(presetsFile, onError),
    ispdbUrl,
  };
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
