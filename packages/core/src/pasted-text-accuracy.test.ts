import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { diagnoseEvidence } from './evidence/diagnose-evidence.ts';
import { chooseExplanation, readPastedText } from './pasted-text.ts';
import { causeSchema } from './vocabulary.ts';

/** Real replies with their causes, kept outside of the project: they are other people's texts. */
const corpus = new URL('../../../../shared/corpus/responses.json', import.meta.url);

const itemSchema = z.object({
  response: z.nullish(z.string()),
  error: z.nullish(z.object({ code: z.nullish(z.string()), message: z.nullish(z.string()) })),
  cause: causeSchema,
  alsoAcceptable: z.array(causeSchema),
});

it('of real replies that are pasted without a word about their place at least 85 % get their cause, and 93 % one that a mail administrator would accept', () => {
  if (!existsSync(corpus)) {
    console.log('The reading of pasted texts was not measured: the real replies are not on this machine.');
    return;
  }
  const items = z.array(itemSchema).parse(JSON.parse(readFileSync(corpus, 'utf8')));
  const results = items.map(({ response, error, cause, alsoAcceptable }) => {
    const readings = readPastedText([response, error?.message, error?.code].filter((part) => typeof part === 'string').join('\n'));
    const found = chooseExplanation(readings, readings.map(diagnoseEvidence))?.explanation.cause;
    return { exact: found === cause, acceptable: found === cause || alsoAcceptable.some((other) => other === found) };
  });
  const share = (hits: readonly unknown[]) => (100 * hits.length) / results.length;
  const exact = share(results.filter((result) => result.exact));
  const acceptable = share(results.filter((result) => result.acceptable));
  console.log(
    `Of ${results.length} real replies, pasted with nothing else known: ${exact.toFixed(1)} % exact, ${acceptable.toFixed(1)} % exact or acceptable.`,
  );
  expect(exact).toBeGreaterThanOrEqual(85);
  expect(acceptable).toBeGreaterThanOrEqual(93);
});
