import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Cause, causeSchema, type Stage, serviceSchema } from '../vocabulary.ts';
import { diagnoseEvidence } from './diagnose-evidence.ts';
import { type Evidence, evidenceSchema } from './evidence.ts';

/** Real replies with their causes, kept outside of the project: they are other people's texts. */
const corpus = new URL('../../../../../shared/corpus/responses.json', import.meta.url);

const places: Readonly<Record<string, { readonly stage: Stage; readonly command?: Evidence['command'] }>> = {
  dns: { stage: 'resolve' },
  tcp: { stage: 'connect' },
  tls: { stage: 'secure' },
  starttls: { stage: 'secure' },
  greeting: { stage: 'greet' },
  auth: { stage: 'authenticate' },
  mailbox: { stage: 'select' },
  'mail-from': { stage: 'send', command: 'MAIL FROM' },
  'rcpt-to': { stage: 'send', command: 'RCPT TO' },
  data: { stage: 'send', command: 'DATA' },
};

const itemSchema = z.object({
  id: z.string(),
  protocol: serviceSchema,
  stage: z.string(),
  context: z.record(z.string(), z.unknown()),
  response: z.nullish(z.string()),
  error: z.nullish(z.unknown()),
  cause: causeSchema,
  alsoAcceptable: z.array(causeSchema),
});

it('of real replies at least 90 % get their cause, and 98 % one that a mail administrator would accept', () => {
  if (!existsSync(corpus)) {
    console.log('Accuracy was not measured: the real replies are not on this machine.');
    return;
  }
  const items = z.array(itemSchema).parse(JSON.parse(readFileSync(corpus, 'utf8')));
  const results = items.map(({ id, protocol, stage, context, response, error, cause, alsoAcceptable }) => {
    const evidence = evidenceSchema.parse({ id, service: protocol, ...places[stage], ...context, reply: response, error });
    const found: Cause = diagnoseEvidence(evidence).cause;
    return { exact: found === cause, acceptable: found === cause || alsoAcceptable.includes(found) };
  });
  const share = (hits: readonly unknown[]) => (100 * hits.length) / results.length;
  const exact = share(results.filter((result) => result.exact));
  const acceptable = share(results.filter((result) => result.acceptable));
  console.log(`Accuracy on ${results.length} real replies: ${exact.toFixed(1)} % exact, ${acceptable.toFixed(1)} % exact or acceptable.`);
  expect(exact).toBeGreaterThanOrEqual(90);
  expect(acceptable).toBeGreaterThanOrEqual(98);
});
