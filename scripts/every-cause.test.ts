import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cause, causeSchema } from '@inbox-connect/core';
import { expect, test } from 'vitest';
import { languages } from '../packages/catalogue/src/words.ts';
import { scenarios } from '../packages/lab/src/scenarios/index.ts';

const root = join(import.meta.dirname, '..');

/** Found by no rule: the check was stopped, or no rule knows what was seen. */
const withoutRule: readonly Cause[] = ['cancelled', 'interrupted', 'unexplained'];

/** No server brings these about, but a person or the end of our process; where each is proved instead. */
const withoutScenario: Readonly<Partial<Record<Cause, string>>> = {
  cancelled: 'packages/engine/src/stop.test.ts',
  interrupted: 'packages/engine/src/stop.test.ts',
};

test('every cause has a rule, a scenario that brings it about, and words and a guide entry in every language', async () => {
  const ruled = await causesOfRules();
  const told = new Set(scenarios.flatMap(({ problems }) => problems.map(({ cause }) => cause)));
  const explained = await Promise.all(
    Object.entries(languages).map(async ([locale, { further, guide }]) => ({ locale, words: (await further()).problems, guide: (await guide()).cause })),
  );
  const missing = causeSchema.options.flatMap((cause) => [
    ...(ruled.has(cause) || withoutRule.includes(cause) ? [] : [`${cause} has no rule`]),
    ...(told.has(cause) || cause in withoutScenario ? [] : [`${cause} has no scenario`]),
    ...explained.flatMap(({ locale, words, guide }) => [
      ...(cause in words ? [] : [`${cause} has no words in ${locale}`]),
      ...(cause in guide ? [] : [`${cause} has no guide entry in ${locale}`]),
    ]),
  ]);
  expect(missing).toEqual([]);
});

test.each(Object.entries(withoutScenario))('%s, which no scenario can bring about, is proved in %s', (cause, path) => {
  expect(readFileSync(join(root, path), 'utf8')).toContain(`'${cause}'`);
});

test('every scenario has words in every language', async () => {
  for (const [locale, { further }] of Object.entries(languages)) {
    expect(Object.keys((await further()).lab).toSorted(), locale).toEqual(scenarios.map(({ name }) => name).toSorted());
  }
});

test('every scenario file is among the scenarios', () => {
  const files = globSync('packages/lab/src/scenarios/*.ts', { cwd: root }).map((path) => path.replace(/^.*[/\\](.*)\.ts$/, '$1'));
  expect(files.filter((name) => name !== 'index').toSorted()).toEqual(scenarios.map(({ name }) => name).toSorted());
});

/** What stands in the rule tables, whichever files they are in. */
async function causesOfRules(): Promise<ReadonlySet<unknown>> {
  const modules = await Promise.all(globSync('packages/core/src/rules/*.ts', { cwd: root }).map((path): Promise<object> => import(join(root, path))));
  const rules = modules.flatMap((module) => Object.values(module)).filter(Array.isArray);
  return new Set(rules.flat().map((rule: unknown) => (typeof rule === 'object' && rule !== null && 'cause' in rule ? rule.cause : undefined)));
}
