// Started by whatever Node the system has (20 or later): installs what the lockfile says when that is needed, builds the
// page when it is missing or older than its sources, and runs a task of package.json on the Node that the project pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.installed');
const page = join(root, 'apps/web/dist/index.html');
const pageSources = ['apps/web', 'packages/catalogue', 'packages/client', 'packages/core', 'pnpm-lock.yaml'];

/** The Node that the project pins; there after `ensureInstalled`. */
export const pinnedNode = join(bin, 'node');

/** Installs the locked dependencies unless exactly these are there already. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // What the installer says goes to standard error: standard output belongs to the task.
  run('npx', ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile'], ['ignore', 2, 2]);
  mkdirSync(bin, { recursive: true });
  writeFileSync(stamp, wanted);
}

function ensurePageBuilt() {
  const builtAt = existsSync(page) ? statSync(page).mtimeMs : 0;
  if (pageSources.some((source) => newestChange(join(root, source)) > builtAt)) run('node', ['--run', 'build'], ['ignore', 2, 2]);
}

function newestChange(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== 'node_modules' && name !== 'dist');
  return Math.max(0, ...names.map((name) => newestChange(join(path, name))));
}

/** Runs one command with the project's own programs first on the path; ends this process with its code when it fails. */
function run(command, commandArguments, stdio) {
  const { status, error } = spawnSync(command, commandArguments, { cwd: root, stdio, env: environment(), shell: process.platform === 'win32' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a task of package.json in our place: it gets our signals, we end with its code, and it does not outlive whoever started us. */
function become(task, taskArguments) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const words = [process.platform === 'win32' ? '' : 'exec', scripts[task], ...taskArguments.map((argument) => JSON.stringify(argument))];
  const child = spawn(words.join(' ').trim(), { cwd: root, stdio: 'inherit', env: environment(), shell: true });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // It would open a debugger.
  process.on('SIGUSR1', () => {});
  // A terminal sends this one to both of us.
  process.on('SIGINT', () => {});
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && child.kill(), 500);
  child.on('exit', (code, signal) => {
    clearInterval(watch);
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}

function environment() {
  return { ...process.env, PATH: bin + delimiter + process.env.PATH };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [task, ...rest] = process.argv.slice(2);
  ensureInstalled();
  if (task === 'serve') ensurePageBuilt();
  become(task, rest);
}
