import { applyPatch, type Problem, type Remedy, type Report } from '@inbox-connect/core';
import { type LogEntry, startLab } from '@inbox-connect/lab';
import { afterAll, expect, test } from 'vitest';
import { checkInLab } from './testing/check-in-lab.ts';
import { type Cell, hostsOf, isSound, misconfigurations, scenarioOf, settingsOf } from './testing/misconfigurations.ts';

/** Coprime to the size of every dimension, so that each value meets each other one. */
const stride = 7;
const cells = misconfigurations(stride);
const stories = cells.map((cell) => ({ cell, scenario: scenarioOf(cell) }));
const lab = await startLab({ scenarios: stories.map(({ scenario }) => scenario) });
afterAll(() => lab.close());

/** Silent servers are waited for as long as a busy machine needs to answer for the others. */
const deadlines = { connect: 4_000, secure: 4_000, greet: 4_000, probe: 8_000 };

interface Result {
  readonly cell: Cell;
  readonly first: Report;
  readonly remedy: Remedy | undefined;
  readonly second: Report | undefined;
}

async function play({ cell, scenario }: (typeof stories)[number]): Promise<Result> {
  const settings = settingsOf(cell, scenario);
  const options = { privateHost: hostsOf(cell, lab), deadlines };
  const first = await checkInLab(lab, settings, options);
  const remedy = firstChange(first.problems[0]);
  const second = remedy?.patch && (await checkInLab(lab, applyPatch(settings, remedy.patch), options));
  return { cell, first, remedy, second };
}

function firstChange(problem: Problem | undefined): Remedy | undefined {
  return problem?.remedies.find(({ kind }) => kind === 'change-settings');
}

/** All cells, so many at a time. */
async function playAll(): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = stories.values();
  const line = async () => {
    for (const story of waiting) results.push(await play(story));
  };
  await Promise.all(Array.from({ length: 8 }, line));
  return results;
}

const results = await playAll();
const broken = results.filter(({ cell }) => !isSound(cell));
const mended = broken.filter(({ second }) => second?.outcome === 'connected');
const share = mended.length / broken.length;

test('sound settings connect, all others fail', () => {
  expect(results.filter(({ cell, first }) => (first.outcome === 'connected') !== isSound(cell)).map(({ cell }) => cell)).toEqual([]);
});

test(`the first button mends ${mended.length} of ${broken.length} misconfigurations (${(share * 100).toFixed(1)} %)`, () => {
  console.log(`probes: the first change of settings leads to a connected inbox in ${mended.length} of ${broken.length} cells, ${(share * 100).toFixed(1)} %`);
  expect(broken.length).toBeGreaterThanOrEqual(200);
  const left = broken
    .filter(({ second }) => second?.outcome !== 'connected')
    .map(({ cell, first, remedy }) => ({ cell, cause: first.problems[0]?.cause, remedy }));
  expect(share, JSON.stringify(left, undefined, 1)).toBeGreaterThanOrEqual(0.95);
});

test('what a probe found is said to be verified, and what asks for consent is not', () => {
  for (const { remedy } of mended) expect([remedy?.id, remedy?.verified ?? false]).toEqual([remedy?.id, remedy?.id !== 'trust-this-certificate']);
});

test('every value of every dimension is met by many cells', () => {
  for (const dimension of ['service', 'host', 'port', 'security', 'offers', 'certificate', 'family'] as const) {
    const counts = [...Map.groupBy(broken, ({ cell }) => cell[dimension]).values()].map(({ length }) => length);
    expect(Math.min(...counts), dimension).toBeGreaterThanOrEqual(10);
  }
});

test('no probe ever carries AUTH, LOGIN or AUTHENTICATE', () => {
  for (const { cell, first, second } of results) {
    const signIns = [first, second]
      .flatMap((report) => report?.stages ?? [])
      .flatMap(({ observations }) => observations.filter(({ type }) => type === 'credentials-sent'));
    const connections = new Set(
      lab
        .log(cell.name)
        .filter(signsIn)
        .map(({ connection }) => connection),
    );
    expect([cell.name, connections.size]).toEqual([cell.name, signIns.length]);
  }
});

function signsIn(entry: LogEntry): boolean {
  return entry.type === 'received' && (entry.credentials || /^(?:\S+ )?(?:AUTH|AUTHENTICATE|LOGIN)\b/i.test(entry.text));
}
