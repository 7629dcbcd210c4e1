import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { parseConfig, startServer } from '@inbox-connect/checker';
import { type CheckEvent, connectionSettingsSchema, emptyProgress } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { healthy, runCommand, slow, withPassword } from './testing/run-command.ts';

const settings = connectionSettingsSchema.parse({
  email: 'anna@example.com',
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
});

/** A web server that answers as the test says. */
async function serve(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const problem = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): RequestListener => {
  return (_request, response) =>
    void response.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers }).end(JSON.stringify({ type: 'about:blank', status, ...body }));
};

describe('inbox-connect check --server', () => {
  it('lets a running service do the check, works for it when that is asked, and cancels it there when it is stopped', async () => {
    const service = await startServer(parseConfig({ PORT: '0', LOG_LEVEL: 'silent' }), { freeChecks: 1 });
    try {
      const done = await runCommand({ arguments: [...healthy, '--server', service.url], environment: withPassword });
      expect(done).toMatchObject({ code: 0, errors: '', output: expect.stringContaining('Your inbox is connected') });
      const stopped = await runCommand({
        arguments: [...slow, '--server', `${service.url}/`],
        environment: withPassword,
        when: { printed: 'Open a connection', act: (child) => child.kill('SIGINT') },
      });
      const errors = 'There have been many checks from here: working for the service for a moment, so that it starts this one.\n';
      expect(stopped).toMatchObject({ code: 130, errors, output: expect.stringContaining('Cancelled') });
    } finally {
      await service.close();
    }
  });

  it('ends with 2 and one line when nobody answers there', async () => {
    await using gone = await serve(() => {});
    await gone[Symbol.asyncDispose]();
    const { errors, code } = await runCommand({ arguments: [...healthy, '--server', gone.url], environment: withPassword });
    expect(errors).toBe(`--server: ${gone.url} cannot be reached (ECONNREFUSED)\n`);
    expect(code).toBe(2);
  });

  it('ends with 2 and one line when something else answers there', async () => {
    await using page = await serve((_request, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Welcome</h1>'));
    const { errors, code } = await runCommand({ arguments: [...healthy, '--server', page.url], environment: withPassword });
    expect(errors).toBe(`--server: what answers at ${page.url} is not Inbox Connect\n`);
    expect(code).toBe(2);
  });

  it('takes the password nowhere else', async () => {
    let received = 0;
    await using elsewhere = await serve((_request, response) => {
      received += 1;
      response.end();
    });
    await using points = await serve((_request, response) => void response.writeHead(307, { Location: `${elsewhere.url}/api/checks` }).end());
    expect(await runCommand({ arguments: [...healthy, '--server', points.url], environment: withPassword })).toMatchObject({ code: 2 });
    expect(received).toBe(0);
  });

  it('names the flags that a service refuses', async () => {
    await using service = await serve(problem(400, { title: 'Bad Request', errors: [{ field: 'imap.host', code: 'single-label', detail: '' }] }));
    const { errors, code } = await runCommand({ arguments: [...healthy, '--server', service.url], environment: withPassword });
    expect(errors).toContain('--imap host: Write the full name');
    expect(code).toBe(2);
  });

  it('says when to come back to a service that is busy', async () => {
    await using service = await serve(problem(503, { title: 'Service Unavailable' }, { 'Retry-After': '10' }));
    const { errors, code } = await runCommand({ arguments: [...healthy, '--server', service.url], environment: withPassword });
    expect(errors).toBe('The service takes no check now. Try again in 10 s.\n');
    expect(code).toBe(3);
  });

  it('blames itself for a service that breaks down, in one line', async () => {
    await using service = await serve(problem(500, { title: 'Internal Server Error' }));
    const { errors, code } = await runCommand({ arguments: [...healthy, '--server', service.url], environment: withPassword });
    expect(errors).toBe('The service did not start the check: Internal Server Error (500)\n');
    expect(code).toBe(3);
  });

  it('lets no service steer the terminal', async () => {
    const key = { at: 1, service: 'imap', stage: 'greet' } as const;
    const greeting = { type: 'greeting-received', text: 'ready \u001b[2J\u0007 for you' } as const;
    const events: readonly CheckEvent[] = [
      { type: 'check-start', at: 0, id: 'x', startedAt: '2026-11-25T00:00:00.000Z', settings, plan: [{ service: 'imap', stages: ['greet'] }] },
      { type: 'stage-start', ...key },
      { type: 'stage-observation', ...key, observation: greeting },
      { type: 'stage-end', ...key, verdict: 'passed', durationMs: 1 },
      { type: 'check-end', at: 2, outcome: 'connected', report: { ...emptyProgress.report, outcome: 'connected' } },
    ];
    await using service = await serve((request, response) => {
      if (request.method === 'POST')
        response.writeHead(202, { 'Content-Type': 'application/json' }).end(JSON.stringify({ id: 'x', events: '/x', report: '/x' }));
      else {
        const frames = events.map((event, index) => `id: ${index + 1}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(frames.join(''));
      }
    });
    const { output, code } = await runCommand({ arguments: [...healthy, '--server', service.url], environment: withPassword });
    expect(output).toContain('ready \uFFFD[2J\uFFFD for you');
    expect(code).toBe(0);
  });
});
