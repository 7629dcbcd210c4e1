import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { authority } from '../../packages/engine/src/testing/run-check.ts';
import type { Figures, Order } from './observe.ts';

/** The service as `npm start` runs it, in a process of its own; only this machine may be dialled. */
export interface ObservedService extends AsyncDisposable {
  readonly url: string;
  /** The file in which shared reports are kept. */
  readonly reports: string;
  /** All that it has written so far. */
  output(): string;
  /** Collects garbage and begins to measure anew. */
  reset(): Promise<void>;
  figures(): Promise<Figures>;
  /** Writes the heap to a file of its own folder, which goes with the service. */
  writeHeap(): Promise<string>;
}

export async function startObservedService(dns: string, environment: Readonly<Record<string, string>> = {}): Promise<ObservedService> {
  await using started = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'siege-'));
  started.defer(() => rmSync(folder, { recursive: true, force: true }));
  const authorities = join(folder, 'authority.pem');
  const reports = join(folder, 'reports.sqlite');
  writeFileSync(authorities, authority.rootPem);
  const child = spawn(process.execPath, ['--expose-gc', '--import', new URL('./observe.ts', import.meta.url).href, main, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      LAB: 'off',
      RATE_LIMITS: 'off',
      TRUST_PROXY: '127.0.0.1/32',
      ALLOWED_NETWORKS: '127.0.0.0/8',
      ALLOWED_PORTS: '*',
      DNS_SERVERS: dns,
      EXTRA_CA_FILE: authorities,
      BCC_ADDRESS: 'bcc@operator.test',
      DATABASE_URL: reports,
      LOG_LEVEL: 'trace',
      ...environment,
    },
  });
  const exit = once(child, 'exit');
  started.defer(async () => {
    child.kill();
    await exit;
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      output += text;
    });
  }
  await Promise.race([once(child.stdout ?? child, 'data'), exit]);
  const url = /http:\/\/[\w.:[\]]+/.exec(output)?.[0];
  if (url === undefined) throw new Error(`The service did not start: ${output}`);
  const ask = async (order: Order): Promise<unknown> => {
    child.send(order);
    const [answer] = await once(child, 'message');
    return answer;
  };
  const running = started.move();
  return {
    url,
    reports,
    output: () => output,
    reset: async () => void (await ask({ type: 'reset' })),
    figures: async () => readFigures(await ask({ type: 'figures' })),
    writeHeap: async () => String(await ask({ type: 'snapshot', path: join(folder, 'service.heapsnapshot') })),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));

function readFigures(answer: unknown): Figures {
  const numberOf = (name: keyof Figures) => (typeof answer === 'object' && answer !== null ? Number(Reflect.get(answer, name)) : Number.NaN);
  return {
    loopMaxMs: numberOf('loopMaxMs'),
    loopP99Ms: numberOf('loopP99Ms'),
    turnMaxMs: numberOf('turnMaxMs'),
    spentMs: numberOf('spentMs'),
    restMb: numberOf('restMb'),
    peakMb: numberOf('peakMb'),
  };
}
