import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const page = join(import.meta.dirname, '../docs/security-proofs.md');

it('every proof that the page on security names is there, under its title', () => {
  const proofs = [...readFileSync(page, 'utf8').matchAll(/\[[^\]]+\]\((\.\.\/[^)]+)\):((?: “[^”]+”,?)+)/g)];
  const missing = proofs.flatMap(([, path = '', titles = '']) => {
    const file = join(page, '..', path);
    const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return [...titles.matchAll(/“([^”]+)”/g)].filter(([, title = '']) => !source.includes(title)).map(([, title]) => `${path}: ${title}`);
  });
  expect(missing).toEqual([]);
  expect(proofs.length).toBeGreaterThan(20);
});
