import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const stages = read('Dockerfile')
  .split(/^FROM /m)
  .slice(1);

it('the image installs what the lockfile says, with the installer and on the Node that the project pins', () => {
  const installers = [...read('Dockerfile').matchAll(/pnpm@([\d.]+) install --frozen-lockfile/g)].map(([, version]) => version);
  const pinned = /pnpm@([\d.]+)/.exec(read('scripts/bootstrap.mjs'))?.[1];
  expect(installers).toEqual([pinned, pinned]);
  const node = /"node": "(\d+)\./.exec(read('package.json'))?.[1];
  for (const base of stages.map((stage) => stage.split(/\s/)[0] ?? '').filter((name) => name.includes(':'))) expect(base).toBe(`node:${node}-trixie-slim`);
});

it('the image runs the service as a user that is not root, and starts what is there', () => {
  const last = stages.at(-1) ?? '';
  expect(last).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
  expect(last.indexOf('USER')).toBeGreaterThan(last.lastIndexOf('COPY'));
  expect(existsSync(join(root, /ENTRYPOINT \["node", "([^"]+)"\]/.exec(last)?.[1] ?? 'nothing'))).toBe(true);
});

it('no file of a developer comes into the image', () => {
  const ignored = read('.dockerignore').split('\n');
  for (const path of ['.git', '**/node_modules', '**/dist']) expect(ignored).toContain(path);
});
