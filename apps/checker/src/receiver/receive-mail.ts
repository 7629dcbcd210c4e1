import { openDnsChannel } from '@inbox-connect/engine';
import type { Lab } from '@inbox-connect/lab';
import type { DNSResolver } from 'mailauth';
import { type Config, cannotListen } from '../config.ts';
import { localAddress } from '../config-values.ts';
import { ownName } from '../network.ts';
import { bccAddressOf, isOwnAddress, labBccAddress } from '../plan-test-message.ts';
import type { Arrivals } from './arrivals.ts';
import type { ReceiverOptions, RunningReceiver } from './start-receiver.ts';

/** Where many machines tell each other what has arrived, and whether this one receives mail for them. */
export interface SharedMail {
  readonly arrivals: Arrivals;
  readonly listens: boolean;
}

interface MailOptions {
  readonly labDns: () => Lab['dns'] | undefined;
  readonly onError: (error: unknown) => void;
  readonly onReceived?: ReceiverOptions['onReceived'];
  readonly shared?: SharedMail | undefined;
}

/** Starts the built-in receiver where somebody sends to it: at the operator's mail domain, or for the lab when the operator named no address; else nothing. */
export async function receiveMail(config: Config, { labDns, onError, onReceived, shared }: MailOptions): Promise<RunningReceiver | undefined> {
  const bccAddress = bccAddressOf(config);
  const isPublic = bccAddress !== undefined && isOwnAddress(bccAddress, config);
  if (!isPublic && (bccAddress !== undefined || !config.lab)) return undefined;
  const address = isPublic ? { host: config.host, port: config.receiverPort } : { host: '127.0.0.1', port: 0 };
  if (isPublic && shared?.listens === false) return awaitElsewhere(address, shared.arrivals);
  // Its libraries are large, and a command that receives nothing should not wait for them.
  const { startReceiver } = await import('./start-receiver.ts');
  const receiver = startReceiver({
    ...address,
    name: ownName(config),
    recipients: [bccAddress ?? labBccAddress],
    resolver: createMailResolver(config, labDns),
    onError,
    onReceived,
    // What the lab of this process sends comes back to this process.
    arrivals: isPublic ? shared?.arrivals : undefined,
  });
  return receiver.catch((error: unknown) => {
    throw cannotListen('RECEIVER_PORT', address, error);
  });
}

/** Mail comes in at the web nodes; a lab of this process delivers to the one of this machine. */
function awaitElsewhere({ host, port }: { readonly host: string; readonly port: number }, arrivals: Arrivals): RunningReceiver {
  return { host: localAddress(host), port, arrivalOf: (messageId, signal) => arrivals.arrivalOf(messageId, signal), close: async () => {} };
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
