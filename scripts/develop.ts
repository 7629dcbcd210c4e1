/** `npm run dev`: the service restarts and the page updates itself when a file is saved. */
import { spawn } from 'node:child_process';

const children = [
  spawn('node', ['--watch-preserve-output', '--watch', 'apps/cli/src/main.ts', 'serve'], { stdio: 'inherit' }),
  spawn('vite', ['apps/web', '--clearScreen', 'false'], { stdio: 'inherit' }),
];

for (const child of children) child.on('exit', (code) => stop(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0));

function stop(code: number): void {
  for (const child of children) child.kill();
  process.exitCode = code;
}
