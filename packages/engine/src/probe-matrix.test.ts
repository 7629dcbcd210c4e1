import { applyPatch, type Problem, type Remedy, type Report } from '@inbox-connect/core';
import { type LogEntry, startLab } from '@inbox-connect/lab';
import { afterAll, expect, test } from 'vitest';
import { checkInLab } from './testing/check-in-lab.ts';
import { hostsOf, isSound, misconfigurations, type Story, storiesOfBoth, storyOf } from './testing/misconfigurations.ts';

/** Coprime to the size of every dimension, so that each value meets each other one. */
const stride = 7;
const stories = [...misconfigurations(stride).map(storyOf), ...storiesOfBoth(misconfigurations(29).filter(({ certificate }) => certificate === 'sound'))];
const lab = await startLab({ scenarios: stories.map(({ scenario }) => scenario) });
afterAll(() => lab.close());

/** Silent servers are waited for as long as a busy machine needs to answer for the others. */
const deadlines = { connect: 3_000, secure: 3_000, greet: 3_000, probe: 6_000 };

interface Result extends Story {
  readonly first: Report;
  readonly remedy: Remedy | undefined;
  readonly second: Report | undefined;
}

async function play(story: Story): Promise<Result> {
  const { settings, cells } = story;
  const options = { privateHost: hostsOf(cells[0], lab), deadlines };
  const first = await checkInLab(lab, settings, options);
  const remedy = firstChange(first.problems[0]);
  const second = remedy?.patch && (await checkInLab(lab, applyPatch(settings, remedy.patch), options));
  return { ...story, first, remedy, second };
}

function firstChange(problem: Problem | undefined): Remedy | undefined {
  return problem?.remedies.find(({ kind }) => kind === 'change-settings');
}

/** All of them, so many at a time. */
async function playAll(): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = stories.values();
  const line = async () => {
    for (const story of waiting) results.push(await play(story));
  };
  await Promise.all(Array.from({ length: 10 }, line));
  return results;
}

const results = await playAll();
const broken = results.filter(({ cells }) => !cells.every(isSound));
const mended = broken.filter(({ second }) => second?.outcome === 'connected');
const share = mended.length / broken.length;

test('sound settings connect, all others fail', () => {
  expect(results.filter(({ cells, first }) => (first.outcome === 'connected') !== cells.every(isSound)).map(({ cells }) => cells)).toEqual([]);
});

test(`the first button mends ${mended.length} of ${broken.length} misconfigurations (${(share * 100).toFixed(1)} %)`, () => {
  console.log(`probes: the first change of settings leads to a connected inbox in ${mended.length} of ${broken.length} cells, ${(share * 100).toFixed(1)} %`);
  expect(broken.length).toBeGreaterThanOrEqual(200);
  const left = broken
    .filter(({ second }) => second?.outcome !== 'connected')
    .map(({ cells, first, remedy }) => ({ cells, cause: first.problems[0]?.cause, remedy }));
  expect(share, JSON.stringify(left, undefined, 1)).toBeGreaterThanOrEqual(0.95);
});

test('what a probe found is said to be verified, and what asks for consent is not', () => {
  for (const { remedy } of mended) expect([remedy?.id, remedy?.verified ?? false]).toEqual([remedy?.id, remedy?.id !== 'trust-this-certificate']);
});

test('every value of every dimension is met by many cells', () => {
  const cells = broken.flatMap((result) => result.cells);
  for (const dimension of ['service', 'host', 'port', 'security', 'offers', 'certificate', 'family'] as const) {
    const counts = [...Map.groupBy(cells, (cell) => cell[dimension]).values()].map(({ length }) => length);
    expect(Math.min(...counts), dimension).toBeGreaterThanOrEqual(10);
  }
});

test('no probe ever carries AUTH, LOGIN or AUTHENTICATE', () => {
  for (const { scenario, first, second } of results) {
    const facts = [first, second].flatMap((report) => report?.stages ?? []).flatMap(({ observations }) => observations);
    const signIns = facts.filter(({ type }) => type === 'credentials-sent');
    const connections = new Set(
      lab
        .log(scenario.name)
        .filter(signsIn)
        .map(({ connection }) => connection),
    );
    expect([scenario.name, connections.size]).toEqual([scenario.name, signIns.length]);
  }
});

function signsIn(entry: LogEntry): boolean {
  return entry.type === 'received' && (entry.credentials || /^(?:\S+ )?(?:AUTH|AUTHENTICATE|LOGIN)\b/i.test(entry.text));
}
