import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url));

/** A service in a process of its own, which can die as processes do. */
export interface OwnService extends AsyncDisposable {
  readonly url: string;
  /** Ends it without a warning, as a crash would. */
  kill(): Promise<void>;
}

/** Starts the service on a port of its own, with its lab, unless something else is set. */
export async function startOwnService(settings: Readonly<Record<string, string>> = {}): Promise<OwnService> {
  const environment = { PORT: '0', LAB: 'on', LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...settings };
  const child = spawn(process.execPath, [main, 'serve'], { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { url: /http:\S+/.exec(String(line))?.[0] ?? '', kill, [Symbol.asyncDispose]: kill };
}
