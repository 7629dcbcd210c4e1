import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What each package may use when it runs. Arrows point down only: apps to packages, packages to core, never sideways. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  engine: ['core'],
  catalogue: ['core'],
  client: ['core'],
  discovery: ['core'],
  lab: ['core'],
  web: ['catalogue', 'client', 'core'],
  checker: ['catalogue', 'client', 'core', 'discovery', 'engine', 'lab'],
  cli: ['catalogue', 'checker', 'client', 'core', 'discovery', 'engine', 'lab'],
};

/** Besides, what the tests of a package may use. */
const allowedInTests: Readonly<Record<string, readonly string[]>> = { engine: ['lab'], discovery: ['engine', 'lab'], checker: ['client'] };

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function edgesOf(dependencies: Manifest['dependencies'] = {}): readonly string[] {
  return Object.entries(dependencies)
    .filter(([, version]) => version.startsWith('workspace:'))
    .map(([name]) => shortName(name));
}

function shortName(name: string): string {
  return name.replace('@inbox-connect/', '');
}

const manifests = globSync('{packages,apps}/*/package.json', { cwd: root }).map((path): Manifest => JSON.parse(readFileSync(join(root, path), 'utf8')));

describe('the arrows between packages', () => {
  it.each(manifests.map((manifest) => [shortName(manifest.name), manifest] as const))('of %s point down only', (name, { dependencies, devDependencies }) => {
    const may = allowed[name];
    expect(may, `${name} is not in the list`).toBeDefined();
    expect(edgesOf(dependencies).filter((target) => !may?.includes(target))).toEqual([]);
    expect(edgesOf(devDependencies).filter((target) => !may?.includes(target) && !allowedInTests[name]?.includes(target))).toEqual([]);
  });

  it('are all that the sources use: no file imports a package that its own does not name', () => {
    for (const file of globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root })) {
      const folder = file.split(/[/\\]/, 2).join('/');
      const manifest: Manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const isTest = /\.test\.tsx?$|[/\\]testing[/\\]/.test(file);
      const may = [shortName(manifest.name), ...edgesOf(manifest.dependencies), ...(isTest ? edgesOf(manifest.devDependencies) : [])];
      const used = readFileSync(join(root, file), 'utf8').matchAll(/from '@inbox-connect\/([a-z]+)/g);
      for (const [, target] of used) expect(may, `${file} imports ${target}`).toContain(target);
    }
  });
});
