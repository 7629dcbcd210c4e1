import { checkEventSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { certificate, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';
import { imapScript, smtpScript } from './testing/scripts.ts';

describe.each(['tls', 'starttls', 'none'] as const)('with security %s on both services', (security) => {
  it('connects, and tells every stage once', async () => {
    await using imap = await startScriptedServer(imapScript({ security, certificate }));
    await using smtp = await startScriptedServer(smtpScript({ security, certificate }));
    const result = await runCheck({ imap: { port: imap.port, security }, smtp: { port: smtp.port, security } });
    for (const event of result.events) expect(checkEventSchema.safeParse(event).success).toBe(true);
    expect(result.end.outcome).toBe('connected');
  });
});
