import { openDnsChannel } from '@inbox-connect/engine';
import type { Lab } from '@inbox-connect/lab';
import type { DNSResolver } from 'mailauth';
import { type Config, cannotListen } from '../config.ts';
import { ownName } from '../network.ts';
import { bccAddressOf, isOwnAddress, labBccAddress } from '../plan-test-message.ts';
import type { ReceiverOptions, RunningReceiver } from './start-receiver.ts';

/** Starts the built-in receiver where somebody sends to it: at the operator's mail domain, or for the lab when the operator named no address; else nothing. */
export async function receiveMail(
  config: Config,
  labDns: () => Lab['dns'] | undefined,
  onError: (error: unknown) => void,
  onReceived?: ReceiverOptions['onReceived'],
): Promise<RunningReceiver | undefined> {
  const bccAddress = bccAddressOf(config);
  const isPublic = bccAddress !== undefined && isOwnAddress(bccAddress, config);
  if (!isPublic && (bccAddress !== undefined || !config.lab)) return undefined;
  const address = isPublic ? { host: config.host, port: config.receiverPort } : { host: '127.0.0.1', port: 0 };
  // Its libraries are large, and a command that receives nothing should not wait for them.
  const { startReceiver } = await import('./start-receiver.ts');
  const receiver = startReceiver({
    ...address,
    name: ownName(config),
    recipients: [bccAddress ?? labBccAddress],
    resolver: createMailResolver(config, labDns),
    onError,
    ...(onReceived && { onReceived }),
  });
  return receiver.catch((error: unknown) => {
    throw cannotListen('RECEIVER_PORT', address, error);
  });
}

/** Who vouches for a message: the lab's records are in this process, all others in DNS. */
function createMailResolver({ dnsServers }: Pick<Config, 'dnsServers'>, labDns: () => Lab['dns'] | undefined): DNSResolver {
  const resolver = openDnsChannel(dnsServers, 2_000);
  return async (name, type) => {
    const lab = labDns();
    if (lab !== undefined && /(^|\.)lab\.test\.?$/i.test(name)) return lab(name, type);
    // The declared type knows only lists of texts; SPF reads MX records as Node gives them.
    return resolver.resolve(name, type) as Promise<string[]>;
  };
}
