#!/usr/bin/env node
// Starts the command line on the Node that the project pins, whatever Node the system has.
import { spawn } from 'node:child_process';
import { enableCompileCache } from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const main = new URL('../src/main.ts', import.meta.url);

if (Number.parseInt(process.versions.node, 10) >= 26) {
  // Reading TypeScript takes longer than most commands do; beside the sources nobody else can write what is then run.
  enableCompileCache(fileURLToPath(new URL('../../../.cache/compiled', import.meta.url)));
  await import(main.href);
} else {
  const { ensureInstalled, pinnedNode } = await import('../../../scripts/bootstrap.mjs');
  ensureInstalled();
  const child = spawn(pinnedNode, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}
