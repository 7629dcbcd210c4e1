import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listLicences } from './list-licences.ts';
import { manifests, runtimePackages } from './runtime-packages.ts';

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8');
const ours = (name: string) => name.startsWith('@inbox-connect/');

/** Licences that ask for no more than to be named. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MIT-0'];

describe('the dependencies', () => {
  const runtime = new Set(manifests().flatMap(({ dependencies }) => Object.keys(dependencies ?? {})));
  const development = new Set(manifests().flatMap(({ devDependencies }) => Object.keys(devDependencies ?? {}))).difference(runtime);

  it.each([
    ['When it runs', runtime],
    ['When it is built and tested', development],
  ])('each have a line that says why they are there: %s', (title, names) => {
    const [, section = ''] = read('docs/dependencies.md').split(`## ${title}\n`);
    const lines = [...(section.split('\n## ', 1)[0] ?? '').matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
    expect(lines.map(([, name]) => name)).toEqual([...names].filter((name) => !ours(name)).toSorted());
  });

  it('have exact versions', () => {
    const all = manifests().flatMap(({ dependencies, devDependencies }) => Object.entries({ ...dependencies, ...devDependencies }));
    expect(all.filter(([name, version]) => !(ours(name) ? version === 'workspace:*' : /^\d+\.\d+\.\d+$/.test(version)))).toEqual([]);
  });

  it('have their integrity in the lockfile, every one', () => {
    const [, packages = ''] = read('pnpm-lock.yaml').split(/^packages:$/m);
    const entries = (packages.split(/^snapshots:$/m)[0] ?? '').split(/\n\n(?= {2}\S)/).filter((entry) => entry.trim() !== '');
    expect(entries.length).toBeGreaterThan(250);
    expect(entries.filter((entry) => !/\n {4}resolution: \{integrity: sha512-[\w+/=]+\}\n?/.test(entry))).toEqual([]);
  });

  it('run no script when they are installed, but for the program that runs everything', () => {
    const [, allowed = ''] = read('pnpm-workspace.yaml').split(/^allowBuilds:$/m);
    expect(allowed.match(/^ {2}\S+: true$/gm)).toEqual(['  node: true']);
  });

  it('are at most 200 packages in the service', () => {
    const packages = runtimePackages('apps/cli');
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.length).toBeLessThanOrEqual(200);
  });
});

describe('the licences', () => {
  it('are permissive, or we may choose one that is', () => {
    const isPermissive = (license: string) =>
      license
        .replaceAll(/[()]/g, '')
        .split(' OR ')
        .some((choice) => permissive.includes(choice));
    expect(runtimePackages('apps/cli', 'apps/web').filter(({ license }) => !isPermissive(license))).toEqual([]);
  });

  it('are listed as they are installed; "npm run licences" writes the list anew', () => {
    expect(read('docs/licences.md')).toBe(listLicences());
  });
});
