import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function serve(nodeArguments: readonly string[] = [], further: NodeJS.ProcessEnv = {}): ChildProcess & AsyncDisposable {
  const environment = { PATH: process.env['PATH'], PORT: '0', LAB: 'off', LOG_LEVEL: 'silent', ...further };
  const child = spawn(process.execPath, [...nodeArguments, main, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  return Object.assign(child, {
    async [Symbol.asyncDispose]() {
      child.kill();
      await exit;
    },
  });
}

describe('The memory of a running service', () => {
  it('has no debugger, also after the signal that opens one', async () => {
    await using child = serve();
    let said = '';
    child.stderr?.on('data', (text) => {
      said += text;
    });
    await once(child.stdout ?? child, 'data');
    child.kill('SIGUSR1');
    // A debugger would open on a thread of its own.
    await wait(300);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(said).not.toContain('Debugger');
  });

  it('is not served where every certificate would do', async () => {
    await using child = serve([], { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    let said = '';
    child.stderr?.on('data', (text) => {
      said += text;
    });
    const [code] = await once(child, 'exit');
    expect(code).toBe(2);
    expect(said).toContain('NODE_TLS_REJECT_UNAUTHORIZED: 0 switches');
  });

  it('is not served with a debugger open', async () => {
    await using child = serve(['--inspect=127.0.0.1:0']);
    let said = '';
    child.stderr?.on('data', (text) => {
      said += text;
    });
    const [code] = await once(child, 'exit');
    expect(code).toBe(2);
    expect(said).toContain('NODE_OPTIONS: a debugger could read');
  });

  it.runIf(existsSync('/proc/self/coredump_filter'))('goes into no core dump', async () => {
    await using child = serve();
    await once(child.stdout ?? child, 'data');
    expect(Number.parseInt(readFileSync(`/proc/${child.pid}/coredump_filter`, 'utf8'), 16)).toBe(0);
  });
});
