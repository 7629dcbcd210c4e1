import type { ConnectionSettings } from '@inbox-connect/core';
import type { Network, TestMessagePlan } from '@inbox-connect/engine';
import type { Lab, Scenario } from '@inbox-connect/lab';
import type { Config } from './config.ts';
import { createDiscoveryWorld, type DiscoveryWorld } from './discovery/discovery-world.ts';
import { buildNetwork } from './network.ts';
import { planTestMessage } from './plan-test-message.ts';
import { LabInbox } from './receiver/lab-inbox.ts';
import { receiveMail, type SharedMail } from './receiver/receive-mail.ts';

/** What checks happen in: the network as this operator permits it, the lab, and whoever receives test messages. */
export interface Surroundings extends AsyncDisposable {
  readonly network: Network;
  readonly lab: Lab | undefined;
  /** What arrived from the lab; undefined without one. */
  readonly labInbox: LabInbox | undefined;
  readonly discovery: DiscoveryWorld;
  planTestMessage(settings: ConnectionSettings): TestMessagePlan;
}

interface SurroundingsOptions {
  /** In place of the lab's own. */
  readonly scenarios?: readonly Scenario[];
  readonly mail?: SharedMail | undefined;
}

/** Starts the lab and the receiver as far as the configuration asks for them. `onError` is told about mail that cannot be handled and about presets that cannot be read. */
export async function openSurroundings(
  config: Config,
  onError: (error: unknown) => void,
  { scenarios, mail }: SurroundingsOptions = {},
): Promise<Surroundings> {
  await using parts = new AsyncDisposableStack();
  let lab: Lab | undefined;
  const labInbox = config.lab ? new LabInbox((address) => lab?.isLabAddress(address) ?? false) : undefined;
  const receiver = await receiveMail(config, {
    labDns: () => lab?.dns,
    onError,
    onReceived: labInbox && ((received) => labInbox.keep(received)),
    shared: mail,
  });
  parts.defer(async () => receiver?.close());
  if (config.lab) {
    // Loaded where it is wanted: most commands have no lab.
    const { startLab } = await import('@inbox-connect/lab');
    lab = parts.use(await startLab({ ...(receiver && { deliverTo: { host: receiver.host, port: receiver.port } }), ...(scenarios && { scenarios }), onError }));
  }
  const network = buildNetwork(config, lab);
  const running = parts.move();
  return {
    network,
    discovery: createDiscoveryWorld(config, network, onError),
    lab,
    labInbox,
    planTestMessage: (settings) => planTestMessage(settings, { config, lab, receiver }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
