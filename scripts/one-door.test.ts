import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { networkUses } from './network-uses.ts';

const root = join(import.meta.dirname, '..');

type Uses = Readonly<Record<string, readonly string[]>>;

/** Where a connection to a stranger begins, and where a name is looked up. Nowhere else, on nobody's behalf. */
const door: Uses = {
  'packages/engine/src/dial.ts': ['node:net connect'],
  'packages/engine/src/dns-channel.ts': ['node:dns promises'],
};

/** What speaks over a socket that the door has opened, or over none. */
const behindTheDoor: Uses = {
  'packages/discovery/src/fetch-document.ts': ['node:http request'],
  'packages/engine/src/connection.ts': ['node:tls TLSSocket'],
  'packages/engine/src/imap-select.ts': ['imapflow/lib/tools.js decodePath'],
  'packages/engine/src/imap-session.ts': ['imapflow ImapFlow'],
  'packages/engine/src/secure.ts': ['node:tls connect'],
  'packages/engine/src/smtp-session.ts': ['nodemailer/lib/smtp-connection *'],
  'packages/engine/src/test-message.ts': ['nodemailer/lib/mail-composer *'],
  // Looks names up with the resolver that it is given: the door's.
  'apps/checker/src/receiver/authenticate-message.ts': ['mailauth authenticate'],
};

/** What listens, and what goes where the operator or this program itself says, never where a visitor says. */
const ourOwn: Uses = {
  'apps/checker/src/http/listen.ts': ['node:http createServer'],
  'apps/checker/src/receiver/start-receiver.ts': ['smtp-server SMTPServer'],
  'apps/checker/src/queue/check-worker.ts': ['bullmq Worker'],
  'apps/checker/src/queue/connect.ts': ['ioredis Redis'],
  'apps/checker/src/queue/queued-checks.ts': ['bullmq Queue'],
  'apps/checker/src/reports/postgres-reports.ts': ['pg Pool'],
  'apps/checker/src/warm-up.ts': ['node:http request'],
  'apps/cli/bin/inbox-connect.js': ['file ../../../scripts/bootstrap.mjs', 'import(...) *', 'node:child_process spawn', 'node:module enableCompileCache'],
  'apps/cli/src/protect-memory.ts': ['node:inspector url'],
  'packages/client/src/request.ts': ['global fetch'],
};

/** The lab listens on loopback, and connects to itself, to the receiver beside it, and to the real servers of the tests. */
const lab: Uses = {
  'packages/lab/src/delaying-proxy.ts': ['node:net connect', 'node:net createServer'],
  'packages/lab/src/line-connection.ts': ['node:tls TLSSocket'],
  'packages/lab/src/mail-port.ts': ['node:net createServer'],
  'packages/lab/src/outbox.ts': ['nodemailer/lib/dkim *', 'nodemailer/lib/smtp-connection *'],
  'packages/lab/src/real-servers/dovecot.ts': ['node:child_process execFileSync'],
  'packages/lab/src/real-servers/free-port.ts': ['node:net createServer'],
  'packages/lab/src/real-servers/message-sink.ts': ['node:net createServer'],
  'packages/lab/src/real-servers/postfix.ts': ['node:child_process execFileSync'],
  'packages/lab/src/real-servers/server-process.ts': ['node:child_process spawn', 'node:net connect'],
  'packages/lab/src/stub-dns-server.ts': ['node:dgram createSocket'],
  'packages/lab/src/unanswered-port-sleeper.ts': ['node:net createServer', 'node:worker_threads parentPort'],
  'packages/lab/src/unanswered-port.ts': ['node:net connect', 'node:worker_threads Worker'],
};

function usesIn(folders: string): Uses {
  const files = globSync(`${folders}/{src,bin}/**/*.{ts,tsx,mts,js,mjs,cjs}`, { cwd: root }).filter((file) => !/\.test\.ts$|[/\\]testing[/\\]/.test(file));
  expect(files.length).toBeGreaterThan(200);
  return Object.fromEntries(
    files.map((file) => [file, networkUses(file, readFileSync(join(root, file), 'utf8'))] as const).filter(([, uses]) => uses.length > 0),
  );
}

it('nothing opens a socket, looks up a name or runs other code but the door and what is named here', () => {
  expect(usesIn('{apps/{checker,cli},packages/{catalogue,client,core,discovery,engine,lab}}')).toEqual({ ...door, ...behindTheDoor, ...ourOwn, ...lab });
});

describe('a way around the door is seen', () => {
  it.each<[string, string]>([
    ["import { connect } from 'node:net'", 'node:net connect'],
    ["import { connect as isIP } from 'net'", 'node:net connect'],
    ["import * as net from 'node:net'", 'node:net *'],
    ["import net from 'node:net'", 'node:net *'],
    ["import net, { isIP } from 'node:net'", 'node:net *'],
    ["import 'node:net'", 'node:net *'],
    ["export { connect } from 'node:tls'", 'node:tls connect'],
    ["export * from 'node:dgram'", 'node:dgram *'],
    ["import { type Socket, Socket as Plug } from 'node:net'", 'node:net Socket'],
    ["const net = await import('node:net')", 'node:net *'],
    ["const net = await import('node:' + 'net')", 'import(...) *'],
    ["import { lookup } from 'dns/promises'", 'node:dns/promises lookup'],
    ["import { createRequire } from 'node:module'", 'node:module createRequire'],
    ["import { request } from 'undici'", 'undici request'],
    ["import process from 'node:process'", 'node:process *'],
    ["fetch('https://example.com')", 'global fetch'],
    ['const get = fetch', 'global fetch'],
    ['const all = { fetch }', 'global fetch'],
    ["globalThis['fet' + 'ch']('https://example.com')", 'global globalThis'],
    ["new WebSocket('wss://example.com')", 'global WebSocket'],
    ["new EventSource('https://example.com')", 'global EventSource'],
    ["require('net')", 'global require'],
    ["process.getBuiltinModule('net')", 'member getBuiltinModule'],
    ["const p = process; p['binding']('tcp_wrap')", 'member binding'],
    ["process['get' + 'BuiltinModule']('net')", 'member of process'],
    ["new Function('return fetch')()", 'global Function'],
    ["(() => {}).constructor('return fetch')()", 'member constructor'],
    ["eval('fetch')", 'global eval'],
    ["import { startDovecot } from '@inbox-connect/lab/real-servers'", '@inbox-connect/lab/real-servers startDovecot'],
    ["import { listen } from './testing/listener.ts'", 'file ./testing/listener.ts'],
    ["export * from '../../../bench/main.ts'", 'file ../../../bench/main.ts'],
    ['class Door { open = (fetch as unknown) }', 'global fetch'],
  ])('%s', (source, use) => {
    expect(networkUses('packages/engine/src/file.ts', source)).toContain(use);
  });

  it.each([
    "import type { Socket } from 'node:net'",
    "import { type Socket, isIP } from 'node:net'",
    'const world = { fetch: 1 }; world.fetch',
    'class Mailbox { fetch() {} constructor() {} }',
    'function f(source: EventSource): WebSocket {}',
    "import { dial } from './dial.ts'",
  ])('and no other thing is: %s', (source) => {
    expect(networkUses('packages/engine/src/file.ts', source)).toEqual([]);
  });
});
