import { createCertificateAuthority, startDelayingProxy } from '@inbox-connect/lab';
import { startDovecot, startPostfix } from '@inbox-connect/lab/real-servers';
import { startDistance } from './distance.ts';
import type { BenchEndpoint, BenchTarget } from './target.ts';

const host = 'mail.example.test';
const account = { username: 'alice@example.test', password: 'correct horse battery staple' };

export type BenchSecurity = BenchEndpoint['security'];

/** Dovecot and Postfix with one account, near and far. */
export interface BenchServers extends AsyncDisposable {
  readonly rootPem: string;
  near(security: BenchSecurity): BenchTarget;
  /** The same servers behind proxies that hold everything for `delayMs` each way. */
  far(security: BenchSecurity, delayMs: number): Promise<BenchTarget>;
  /** How many round trips a client waits for, by cause: everything up to its good-bye. */
  countRoundTrips(security: BenchSecurity, run: (target: BenchTarget) => Promise<void>): Promise<{ readonly imap: number; readonly smtp: number }>;
}

export async function startServers(): Promise<BenchServers> {
  await using started = new AsyncDisposableStack();
  const authority = await createCertificateAuthority();
  const certificate = await authority.issue({ names: [host] });
  const dovecot = started.use(await startDovecot({ ...certificate, users: [account] }));
  const postfix = started.use(await startPostfix({ ...certificate, sasl: dovecot }));
  const distance = started.use(startDistance());

  const ports = {
    tls: { imap: dovecot.ports.imaps, smtp: postfix.ports.submissions },
    starttls: { imap: dovecot.ports.imap, smtp: postfix.ports.submission },
  };
  const targetOf = (security: BenchSecurity, imap: number, smtp: number): BenchTarget => ({
    imap: { host, address: '127.0.0.1', port: imap, security },
    smtp: { host, address: '127.0.0.1', port: smtp, security },
    ...account,
  });
  const resources = started.move();
  return {
    rootPem: authority.rootPem,
    near: (security) => targetOf(security, ports[security].imap, ports[security].smtp),
    far: async (security, delayMs) => {
      const { imap, smtp } = ports[security];
      return targetOf(security, await distance.putBefore(imap, delayMs), await distance.putBefore(smtp, delayMs));
    },
    countRoundTrips: async (security, run) => {
      const flights = { imap: 0, smtp: 0 };
      const countBefore = (service: 'imap' | 'smtp') =>
        startDelayingProxy({
          target: { host: '127.0.0.1', port: ports[security][service] },
          delayMs: 2,
          onFlight: ({ afterRoundTrips }) => {
            flights[service] = afterRoundTrips;
          },
        });
      await using imap = await countBefore('imap');
      await using smtp = await countBefore('smtp');
      await run(targetOf(security, imap.port, smtp.port));
      await new Promise((resolve) => setTimeout(resolve, 100));
      return flights;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}
