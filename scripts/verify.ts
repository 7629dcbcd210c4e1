/**
 * `npm test`: installs the programs that the tests drive, runs every check that the project has, all of them also when
 * one fails, and closes with one line that counts them: each test, and each other check as one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureSystemPackages } from './system-packages.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

interface Check {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  /** Counts single tests in what the runner wrote; without it the check counts as one. */
  readonly count?: () => Tally;
}

const vitestResults = '.cache/vitest-results.json';
const playwrightResults = '.cache/playwright-results.json';

const checks: readonly Check[] = [
  { name: 'Lint and format', command: 'biome', arguments: ['check', '.'] },
  { name: 'Types', command: 'tsc', arguments: ['-b'] },
  { name: 'Unused code and dependencies', command: 'knip', arguments: [] },
  { name: 'Production build', command: 'vite', arguments: ['build', 'apps/web', '--logLevel', 'warn'] },
  {
    name: 'Unit, contract and real-server tests',
    command: 'vitest',
    arguments: ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestResults}`],
    count: () => countVitest(vitestResults),
  },
  { name: 'Browser tests', command: 'playwright', arguments: ['test'], count: () => countPlaywright(playwrightResults) },
];

const missing = ensureSystemPackages();
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}

mkdirSync('.cache', { recursive: true });
for (const results of [vitestResults, playwrightResults]) rmSync(results, { force: true });
const tallies = checks.map((check) => {
  console.log(`\n# ${check.name}`);
  const { status } = spawnSync(check.command, check.arguments, { stdio: 'inherit', env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightResults } });
  return tally(check, status === 0);
});

console.log('');
for (const [index, { name }] of checks.entries()) console.log(`${tallies[index]?.failed === 0 ? 'passed' : 'FAILED'}  ${name}`);
const passed = tallies.reduce((total, one) => total + one.passed, 0);
const failed = tallies.reduce((total, one) => total + one.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A runner that failed counts at least one failure, also when it never came to a test. */
function tally({ count }: Check, succeeded: boolean): Tally {
  const counted = count === undefined ? { passed: succeeded ? 1 : 0, failed: 0 } : readCount(count);
  return { passed: counted.passed, failed: succeeded ? counted.failed : Math.max(1, counted.failed) };
}

function readCount(count: () => Tally): Tally {
  try {
    return count();
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function countVitest(path: string): Tally {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(path, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests };
}

function countPlaywright(path: string): Tally {
  const { stats } = JSON.parse(readFileSync(path, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}
