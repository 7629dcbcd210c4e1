import { errorOf, type Report } from '@inbox-connect/core';
import { startLab } from '@inbox-connect/lab';
import { afterAll, expect, test } from 'vitest';
import { checkScenario, inTurns } from './testing/check-in-lab.ts';

const lab = await startLab();
afterAll(() => lab.close());

const settled = lab.scenarios.map((scenario) => ({ scenario, ...Promise.withResolvers<Report>() }));
void inTurns(settled, ({ scenario, resolve, reject }) => checkScenario(lab, scenario).then(resolve, reject));

test.each(settled)('$scenario.name ends as it says', async ({ scenario, promise }) => {
  const { outcome, problems, request } = scenario;
  const report = await promise;
  expect(report.problems.map(({ service, stage, cause, error, severity }) => ({ service, stage, cause, error, severity }))).toEqual(
    problems.map((problem) => ({
      ...problem,
      error: errorOf(problem.service, problem.stage, problem.cause),
      severity: problem.stage === 'arrive' ? 'warning' : 'blocking',
    })),
  );
  expect(report.outcome).toBe(outcome);
  expect(failedStagesOf(report)).toEqual(problems.map(({ service, stage }) => `${service} ${stage}`));
  expect(JSON.stringify(report)).not.toContain(request.password);
});

test.each(settled)('$scenario.name is signed in to once a service, through TLS, and only where the certificate was accepted', async ({ scenario, promise }) => {
  const { stages } = await promise;
  const received = lab.log(scenario.name).filter((entry) => entry.type === 'received');
  expect(received.filter(({ credentials }) => credentials).every(({ encrypted }) => encrypted)).toBe(true);
  const signIns = received.filter(({ text }) => /^(?:AUTH|\S+ (?:AUTHENTICATE|LOGIN)) /i.test(text)).map(({ service }) => service);
  const tried = stages.filter(({ observations }) => observations.some(({ type }) => type === 'credentials-sent')).map(({ service }) => service);
  expect(signIns.toSorted()).toEqual(tried);
});

test.each(settled)('$scenario.name has no alternative that only the other service can have', async ({ promise }) => {
  const { problems } = await promise;
  const others = problems.flatMap(({ service, alternatives }) => alternatives.map(({ cause }) => `${service} ${cause}`));
  expect(others.filter((other) => /imap smtp-|smtp imap-/.test(other))).toEqual([]);
});

test.each(['gmx-imap-off', 'web-de-imap-off'])('%s: what the server does not tell from a wrong password is named beside it', async (name) => {
  const report = await settled.find(({ scenario }) => scenario.name === name)?.promise;
  expect(report?.problems[0]?.alternatives.map(({ cause }) => cause)).toContain('imap-disabled');
});

test('no message is sent twice, and none where sending was refused', async () => {
  const reports = await Promise.all(settled.map(async ({ scenario, promise }) => ({ scenario, report: await promise })));
  const sent = reports
    .filter(({ scenario, report }) => scenario.delivery === 'delivered' && report.stages.some(({ stage, verdict }) => stage === 'send' && verdict === 'passed'))
    .map(({ scenario }) => scenario.name);
  expect(lab.deliveredMessages.map(({ scenario }) => scenario).toSorted()).toEqual(sent.toSorted());
});

function failedStagesOf({ stages }: Report): readonly string[] {
  return stages.filter(({ verdict }) => verdict === 'failed').map(({ service, stage }) => `${service} ${stage}`);
}
