import { describe, it } from 'vitest';
import { drip, silence } from './testing/hostile-scripts.ts';
import { expectFailure, type HostileCases, imap, smtp } from './testing/hostile-server.ts';
import { certificate } from './testing/run-check.ts';

const cases: HostileCases = {
  'IMAP that never greets': {
    service: 'imap',
    security: 'none',
    script: silence,
    failed: 'greet',
    deadline: 50,
    facts: [
      { type: 'nothing-received', awaiting: 'greeting' },
      { type: 'deadline-passed', scope: 'stage', deadlineMs: 50 },
    ],
  },
  'SMTP that never greets': {
    service: 'smtp',
    script: async (peer) => {
      await peer.secure(certificate);
      await peer.untilLeft();
    },
    failed: 'greet',
    deadline: 50,
    facts: [{ type: 'nothing-received', awaiting: 'greeting' }, { type: 'deadline-passed' }],
  },
  'TLS that never answers': {
    service: 'imap',
    script: silence,
    failed: 'secure',
    deadline: 50,
    facts: [{ type: 'nothing-received', awaiting: 'handshake' }, { type: 'deadline-passed' }],
  },
  'a greeting that drips': {
    service: 'imap',
    security: 'none',
    script: drip(`* OK ${'x'.repeat(10_000)}`),
    failed: 'greet',
    deadline: 50,
    facts: [{ type: 'deadline-passed' }],
  },
  'an SMTP greeting that drips': {
    service: 'smtp',
    security: 'none',
    script: drip(`220 ${'x'.repeat(10_000)}`),
    failed: 'greet',
    deadline: 50,
    facts: [{ type: 'deadline-passed' }],
  },
  'no answer to the sign-in': {
    service: 'imap',
    script: imap({ AUTHENTICATE: () => undefined }),
    failed: 'authenticate',
    deadline: 250,
    facts: [{ type: 'credentials-sent' }, { type: 'nothing-received', awaiting: 'AUTHENTICATE PLAIN' }, { type: 'deadline-passed' }],
  },
  'no answer to RCPT': {
    service: 'smtp',
    script: smtp({ RCPT: () => undefined, DATA: () => undefined }),
    failed: 'send',
    deadline: 800,
    facts: [{ type: 'server-replied', command: 'MAIL FROM', ok: true }, { type: 'deadline-passed' }],
  },
};

describe('a server that says nothing, or too slowly', () => {
  it.each(Object.entries(cases))('%s', (_, hostile) => expectFailure(hostile));
});
