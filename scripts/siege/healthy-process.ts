/** Name servers, and two sound servers far away, in a process of their own: what the hostile ones do to theirs is not their matter. */
import { startDelayingProxy } from '@inbox-connect/lab';
import { startStubDnsServer } from '@inbox-connect/lab/stub-dns-server';
import { startScriptedServer } from '../../packages/engine/src/testing/scripted-server.ts';
import { imapScript, smtpScript } from '../../packages/engine/src/testing/scripts.ts';

/** What this process is started with: how far away it is, and what it shows. */
export interface HealthyTask {
  readonly certificate: { readonly certificate: string; readonly key: string };
  readonly delayMs: number;
}

/** Where it then listens. */
export interface HealthyPorts {
  readonly imap: number;
  readonly smtp: number;
  /** All names are this machine's. */
  readonly dns: string;
}

const { certificate, delayMs } = await new Promise<HealthyTask>((resolve) => process.once('message', resolve));
const options = { security: 'tls', certificate } as const;
const far = async (script: Parameters<typeof startScriptedServer>[0]) => {
  const { port } = await startScriptedServer(script);
  return (await startDelayingProxy({ target: { host: '127.0.0.1', port }, delayMs })).port;
};
const { address: dns } = await startStubDnsServer(({ type }) => (type === 'A' ? ['127.0.0.1'] : []));
const ports: HealthyPorts = { dns, imap: await far(imapScript(options)), smtp: await far(smtpScript(options)) };
process.send?.(ports);
process.on('disconnect', () => process.exit());
