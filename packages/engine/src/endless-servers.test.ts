import { describe, expect, it } from 'vitest';
import { flood } from './testing/hostile-scripts.ts';
import { expectFailure, type HostileCases, imap, smtp } from './testing/hostile-server.ts';
import { closedPort, runCheck } from './testing/run-check.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

const cases: HostileCases = {
  'a greeting without an end': {
    service: 'imap',
    security: 'none',
    script: flood('* OK ', 'x'.repeat(100)),
    failed: 'greet',
    facts: [{ type: 'limit-exceeded', limit: 'line-length' }],
  },
  'an SMTP greeting without an end': {
    service: 'smtp',
    security: 'none',
    script: flood('220 ', 'x'.repeat(100)),
    failed: 'greet',
    facts: [{ type: 'limit-exceeded', limit: 'line-length' }],
  },
  'a literal of a gigabyte': {
    service: 'imap',
    script: imap({}, '* OK {1000000000}\r\n'),
    failed: 'greet',
    facts: [{ type: 'limit-exceeded', limit: 'literal-size' }],
  },
  'untagged lines without end': {
    service: 'imap',
    script: imap({ EXAMINE: async (_tag, _rest, peer) => void (await flood('', '* OK still there\r\n')(peer)) }),
    failed: 'select',
    facts: [{ type: 'limit-exceeded', limit: 'lines-in-stage' }],
  },
  'long lines without end': {
    service: 'imap',
    script: imap({ EXAMINE: async (_tag, _rest, peer) => void (await flood('', `* OK ${'x'.repeat(40_000)}\r\n`)(peer)) }),
    failed: 'select',
    facts: [{ type: 'limit-exceeded', limit: 'bytes-received' }],
  },
  'a capability list without end': {
    service: 'smtp',
    script: smtp({ EHLO: async (_, peer) => void (await flood('', '250-X-EXTENSION\r\n')(peer)) }),
    failed: 'greet',
    facts: [{ type: 'limit-exceeded', limit: 'lines-in-stage' }],
  },
  'challenges without end': {
    service: 'imap',
    script: imap({ AUTHENTICATE: async (_tag, _rest, peer) => void (await flood('', '+ \r\n')(peer)) }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'limit-exceeded', limit: 'authentication-continuations' }],
  },
  'SMTP challenges without end': {
    service: 'smtp',
    script: smtp({ AUTH: () => '334 \r\n', '': () => '334 \r\n' }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'limit-exceeded', limit: 'authentication-continuations' }],
  },
  'alerts without end': {
    service: 'imap',
    script: imap({ EXAMINE: async (_tag, _rest, peer) => void (await flood('', '* OK [ALERT] look\r\n')(peer)) }),
    failed: 'select',
    facts: [
      { type: 'server-replied', command: 'unsolicited' },
      { type: 'limit-exceeded', limit: 'lines-in-stage' },
    ],
  },
};

/** Lines within the limits that are slow to parse; all of them come while one stage has little time. */
const costly: HostileCases = {
  'brackets in brackets, for IMAP': {
    service: 'imap',
    script: imap({ EXAMINE: (tag) => `${`* OK ${'['.repeat(60_000)}\r\n`.repeat(20)}${tag} NO [NONEXISTENT] none\r\n` }),
    failed: 'select',
    facts: [{ type: 'server-replied', status: 'NO' }],
    deadline: 4_000,
  },
  'a folder name of brackets': {
    service: 'imap',
    script: imap({ LIST: (tag) => `${`* LIST (\\Sent) "/" ${'['.repeat(60_000)}\r\n`.repeat(20)}${tag} NO none\r\n` }),
    failed: 'select',
    facts: [{ type: 'server-replied', status: 'NO' }],
    deadline: 4_000,
  },
  'a list of mechanisms in a list of mechanisms, for SMTP': {
    service: 'smtp',
    script: smtp({
      EHLO: () => `${`250-${'AUTH=x '.repeat(9_000)}\r\n`.repeat(40)}250 AUTH PLAIN\r\n`,
      AUTH: () => '535 5.7.8 No\r\n',
    }),
    failed: 'authenticate',
    facts: [{ type: 'credentials-sent' }, { type: 'server-replied', status: '535' }],
  },
};

describe('a server whose words are slow to read', () => {
  it.each(Object.entries(costly))('%s', (_, hostile) => expectFailure(hostile));
});

describe('a server without end', () => {
  it.each(Object.entries(cases))('%s', (_, hostile) => expectFailure(hostile));

  it('lists no more folders than anybody reads, and is connected all the same', async () => {
    await using server = await startScriptedServer(imap({ LIST: async (_tag, _rest, peer) => void (await flood('', '* LIST (\\Sent) "/" Sent\r\n')(peer)) }));
    const result = await runCheck({ imap: { port: server.port, security: 'tls' }, smtp: { port: await closedPort(), security: 'tls' } });
    expect(result.stage('imap', 'select')).toBe('passed');
    const [, folders] = result.facts('imap', 'select');
    expect(folders).toMatchObject({ type: 'folders-listed', truncated: true, special: expect.arrayContaining([{ use: '\\Sent', path: 'Sent' }]) });
    await server.allClosed();
  });
});
