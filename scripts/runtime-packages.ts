import { existsSync, globSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What a `package.json` says, as far as it matters here. */
interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  /** The only systems that it is for. */
  readonly os?: readonly string[];
}

/** A package from the registry, as it is installed. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** As SPDX has it. */
  readonly license: string;
}

const root = join(import.meta.dirname, '..');

/** All packages that are there when these parts of the workspace run, the packages of packages too, by name. */
export function runtimePackages(...folders: readonly string[]): readonly InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const { name, version = '', license = 'unknown', dependencies, optionalDependencies, os } = readManifest(folder);
    // What is for one system only is another package's part, under its licence.
    if (!name.startsWith('@inbox-connect/') && os === undefined) found.set(`${name}@${version}`, { name, version, license });
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const installed = folderOf(dependency, folder);
      if (installed !== undefined) visit(installed);
    }
  };
  for (const folder of folders) visit(join(root, folder));
  return [...found.values()].toSorted((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1));
}

/** Every manifest of the workspace. */
export function manifests(): readonly Manifest[] {
  return globSync(['package.json', '{packages,apps}/*/package.json'], { cwd: root }).map((file) => readManifest(join(root, file, '..')));
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** Nothing for an optional package that this system does not want. */
function folderOf(name: string, from: string): string | undefined {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  const place = places.map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')));
  return place === undefined ? undefined : realpathSync(place);
}
