import type { CheckEvent, Service, Stage } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { type CheckOptions, certificate, closedPort, receiver, runCheck, startCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';
import { imapAnswers, imapScript, smtpAnswers, smtpScript } from './testing/scripts.ts';

type Security = CheckOptions['imap']['security'];

/** Both services, each of them silent from the moment at which the given stage waits for it. */
async function startServers(security: Security, stalled: { readonly service: Service; readonly stage: Stage } | undefined) {
  const never = new Promise<undefined>(() => {});
  const isStalled = (service: Service, stage: Stage) => stalled?.service === service && stalled.stage === stage;
  const imapOptions = { security, certificate };
  const imap = await startScriptedServer(
    isStalled('imap', 'greet') || isStalled('imap', 'secure')
      ? async (peer) => {
          if (isStalled('imap', 'greet') && security === 'tls') await peer.secure(certificate);
          if (isStalled('imap', 'secure') && security === 'starttls') await imapScript(imapOptions, { ...imapAnswers, STARTTLS: () => never })(peer);
          await peer.untilLeft();
        }
      : imapScript(imapOptions, {
          ...imapAnswers,
          ...(isStalled('imap', 'authenticate') && { AUTHENTICATE: () => never }),
          ...(isStalled('imap', 'select') && { LIST: () => never }),
        }),
  );
  const smtp = await startScriptedServer(
    smtpScript(
      { security, certificate },
      {
        ...smtpAnswers,
        ...(isStalled('smtp', 'greet') && { EHLO: () => never }),
        ...(isStalled('smtp', 'authenticate') && { AUTH: () => never }),
        ...(isStalled('smtp', 'send') && { DATA: () => never }),
      },
    ),
  );
  return { imap, smtp, [Symbol.asyncDispose]: () => Promise.all([imap[Symbol.asyncDispose](), smtp[Symbol.asyncDispose]()]).then(() => {}) };
}

const stalls: readonly (readonly [Service, Stage, Security])[] = [
  ['imap', 'secure', 'tls'],
  ['imap', 'secure', 'starttls'],
  ['imap', 'greet', 'tls'],
  ['imap', 'greet', 'none'],
  ['imap', 'authenticate', 'tls'],
  ['imap', 'select', 'starttls'],
  ['smtp', 'greet', 'tls'],
  ['smtp', 'authenticate', 'starttls'],
  ['smtp', 'send', 'tls'],
];

describe('a check that is stopped', () => {
  it.each(stalls)('in %s %s with %s closes everything and says where it was', async (service, stage, security) => {
    await using servers = await startServers(security, { service, stage });
    const controller = new AbortController();
    // A lane that is still under way at another place would be named first.
    const awaited = new Set([`stage-start ${service} ${stage}`, ...(service === 'smtp' ? ['stage-end imap select'] : [])]);
    const result = await runCheck({
      imap: { port: servers.imap.port, security },
      smtp: { port: servers.smtp.port, security },
      signal: controller.signal,
      onEvent: (event) => {
        if (!('stage' in event) || !awaited.delete(`${event.type} ${event.service} ${event.stage}`) || awaited.size > 0) return;
        // A moment later, when the stage waits for the server.
        setTimeout(() => controller.abort('cancelled'), 30);
      },
    });
    expect(result.end.outcome).toBe('cancelled');
    expect(result.stage(service, stage)).toBe('cancelled');
    expect(result.report.problems).toMatchObject([{ cause: 'cancelled', service, stage }]);
    await Promise.all([servers.imap.allClosed(), servers.smtp.allClosed()]);
    expectEveryStageToEndOnce(result.events);
  });

  it('says that it was interrupted when we stop it', async () => {
    await using servers = await startServers('tls', { service: 'imap', stage: 'greet' });
    const controller = new AbortController();
    setTimeout(() => controller.abort('interrupted'), 30);
    const result = await runCheck({
      imap: { port: servers.imap.port, security: 'tls' },
      smtp: { port: servers.smtp.port, security: 'tls' },
      signal: controller.signal,
    });
    expect(result.end.outcome).toBe('interrupted');
    expect(result.report.problems).toMatchObject([{ cause: 'interrupted', owner: 'us' }]);
    await Promise.all([servers.imap.allClosed(), servers.smtp.allClosed()]);
  });

  it('before it begins dials nobody', async () => {
    await using servers = await startServers('tls', undefined);
    const result = await runCheck({
      imap: { port: servers.imap.port, security: 'tls' },
      smtp: { port: servers.smtp.port, security: 'tls' },
      signal: AbortSignal.abort('cancelled'),
    });
    expect(result.end.outcome).toBe('cancelled');
    expect(result.events.some(({ type }) => type === 'stage-start')).toBe(false);
    expect(servers.imap.connections + servers.smtp.connections).toBe(0);
  });

  it('while the message is on its way stops to wait for it', async () => {
    await using servers = await startServers('tls', undefined);
    const controller = new AbortController();
    const deaf = { ...receiver, arrivalOf: () => new Promise<never>(() => {}) };
    const result = await runCheck({
      imap: { port: servers.imap.port, security: 'tls' },
      smtp: { port: servers.smtp.port, security: 'tls' },
      testMessage: { recipient: 'bcc@operator.test', message: { subject: 'Test', text: 'Test' }, receiver: deaf },
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'stage-start' && event.stage === 'arrive') controller.abort('cancelled');
      },
    });
    expect(result.end.outcome).toBe('cancelled');
    expect(result.stage('smtp', 'send')).toBe('passed');
    expect(result.stage('smtp', 'arrive')).toBe('cancelled');
  });
});

describe('a check that is stopped at any of its moments', () => {
  it.each([
    ['at once', 'tls', (stop: () => void) => stop()],
    ['a turn of the event loop later', 'starttls', (stop: () => void) => setImmediate(stop)],
  ] as const)('%s, ends cancelled with everything closed, unless its result has been told', async (_, security, when) => {
    await using servers = await startServers(security, undefined);
    const endpoints = { imap: { port: servers.imap.port, security }, smtp: { port: servers.smtp.port, security } };
    const moments = (await runCheck(endpoints)).events.length;
    expect(moments).toBeGreaterThan(50);
    for (let moment = 1; moment <= moments; moment += 1) {
      const controller = new AbortController();
      let told = 0;
      let isOver = false;
      let isStopped = false;
      const result = await runCheck({
        ...endpoints,
        signal: controller.signal,
        onEvent: ({ type }) => {
          told += 1;
          isOver = type === 'check-end';
          if (told !== moment) return;
          when(() => {
            isStopped = !isOver;
            controller.abort('cancelled');
          });
        },
      });
      expect(result.end.outcome).toBe(isStopped ? 'cancelled' : 'connected');
      expect(result.report.problems.map(({ cause }) => cause)).toEqual(isStopped ? ['cancelled'] : []);
      expect(result.report.steps.every(({ error }) => error === undefined)).toBe(true);
      await Promise.all([servers.imap.allClosed(), servers.smtp.allClosed()]);
    }
  });
});

describe('a check whose reader leaves', () => {
  it.each(['connect', 'greet', 'authenticate', 'select'] as const)('at imap %s closes everything', async (stage) => {
    await using servers = await startServers('tls', { service: 'smtp', stage: 'authenticate' });
    for await (const event of startCheck({ imap: { port: servers.imap.port, security: 'tls' }, smtp: { port: servers.smtp.port, security: 'tls' } })) {
      if (event.type === 'stage-end' && event.service === 'imap' && event.stage === stage) break;
    }
    await Promise.all([servers.imap.allClosed(), servers.smtp.allClosed()]);
  });

  it('leaves no handle of the process behind', async () => {
    const timersBefore = activeResources('Timeout');
    {
      await using servers = await startServers('tls', { service: 'imap', stage: 'authenticate' });
      for await (const event of startCheck({ imap: { port: servers.imap.port, security: 'tls' }, smtp: { port: servers.smtp.port, security: 'tls' } })) {
        if (event.type === 'stage-start' && event.stage === 'authenticate') break;
      }
      await Promise.all([servers.imap.allClosed(), servers.smtp.allClosed()]);
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(activeResources('TCPSocketWrap')).toBe(0);
    expect(activeResources('Timeout')).toBeLessThanOrEqual(timersBefore);
  });
});

describe('a check that takes too long', () => {
  it('ends the stages that run, by the deadline of the check', async () => {
    await using servers = await startServers('tls', { service: 'imap', stage: 'select' });
    const result = await runCheck({
      imap: { port: servers.imap.port, security: 'tls' },
      smtp: { port: await closedPort(), security: 'tls' },
      deadlines: { check: 600 },
    });
    expect(result.stage('imap', 'select')).toBe('failed');
    expect(result.facts('imap', 'select').at(-1)).toEqual({ type: 'deadline-passed', scope: 'check', deadlineMs: 600 });
    expect(result.report.problems[0]).toMatchObject({ cause: 'connection-timeout', service: 'imap', stage: 'select' });
  });

  it('fails an SMTP sign-in that waited for IMAP until the check was over', async () => {
    await using servers = await startServers('tls', { service: 'imap', stage: 'authenticate' });
    const result = await runCheck({
      imap: { port: servers.imap.port, security: 'tls' },
      smtp: { port: servers.smtp.port, security: 'tls' },
      deadlines: { check: 600 },
    });
    expect(result.stage('smtp', 'authenticate')).toBe('failed');
    expect(result.facts('smtp', 'authenticate')).toEqual([{ type: 'deadline-passed', scope: 'check', deadlineMs: 600 }]);
    expect(servers.smtp.received.join('\n')).not.toContain('AUTH');
  });

  it('still waits for the message, which has time of its own', async () => {
    await using servers = await startServers('tls', undefined);
    const slow = { ...receiver, arrivalOf: () => new Promise<never>(() => {}) };
    const result = await runCheck({
      imap: { port: servers.imap.port, security: 'tls' },
      smtp: { port: servers.smtp.port, security: 'tls' },
      testMessage: { recipient: 'bcc@operator.test', message: { subject: 'Test', text: 'Test' }, receiver: slow },
      deadlines: { check: 5_000, arrive: 60 },
    });
    expect(result.facts('smtp', 'arrive')).toMatchObject([{ type: 'message-missing' }, { type: 'deadline-passed', scope: 'stage', deadlineMs: 60 }]);
    expect(result.end.outcome).toBe('connected');
    expect(result.report.problems).toMatchObject([{ cause: 'message-not-arrived', severity: 'warning' }]);
  });
});

function expectEveryStageToEndOnce(events: readonly CheckEvent[]): void {
  const planned = events.flatMap((event) =>
    event.type === 'check-start' ? event.plan.flatMap(({ service, stages }) => stages.map((stage) => `${service} ${stage}`)) : [],
  );
  const ended = events.flatMap((event) => (event.type === 'stage-end' ? [`${event.service} ${event.stage}`] : []));
  expect(ended.toSorted()).toEqual(planned.toSorted());
}

function activeResources(kind: string): number {
  return process.getActiveResourcesInfo().filter((active) => active === kind).length;
}
