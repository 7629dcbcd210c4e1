import type { CheckEvent, Report } from '@inbox-connect/core';
import type { HostileServer } from './hostile-family.ts';
import { echoes } from './hostile-tricks.ts';
import { password } from './run-check.ts';
import type { ScriptedServer } from './scripted-server.ts';

const plain = Buffer.from(`\0alice@example.test\0${password}`).toString('base64');
/** Every encoding of the password, what a server said before it was known to speak the protocol, and what a terminal obeys. */
const unspeakable = [...echoes, [...password].join('\\u{200b}'), 'hidden-words', '\u001b', '\u0007', '\u202e', '\u200b'];

/** What a check of a hostile server did that it must not; nothing when it ended where and as it should. */
export function faultsOf(hostile: HostileServer, server: Pick<ScriptedServer, 'received' | 'connections'>, events: readonly CheckEvent[]): readonly string[] {
  const report = events.findLast((event) => event.type === 'check-end')?.report;
  if (report === undefined) return ['the check did not end'];
  return [...verdictFaults(hostile, report), ...conversationFaults(hostile, server, report), ...wordsFaults(events)];
}

function verdictFaults({ service, failed, cause }: HostileServer, report: Report): readonly string[] {
  const problem = report.problems.find((candidate) => candidate.service === service && candidate.severity === 'blocking');
  const isExpected = problem?.stage === failed && problem?.cause === cause;
  return [
    ...(isExpected ? [] : [`${problem?.stage}: ${problem?.cause} in place of ${failed}: ${cause}`]),
    // The other server is closed, so that no check of these may ever call the inbox connected.
    ...(report.outcome === 'failed' ? [] : [`ended ${report.outcome}`]),
  ];
}

/** One connection beside those of probes, at most one sign-in and one message, and nothing secret before TLS. */
function conversationFaults(
  { service }: HostileServer,
  { received, connections }: Pick<ScriptedServer, 'received' | 'connections'>,
  report: Report,
): readonly string[] {
  const verbs = received.map((line) => line.replace(/^[\dA-F]+ /, '').split(/[ :]/)[0]);
  const count = (...wanted: readonly string[]) => verbs.filter((verb) => verb !== undefined && wanted.includes(verb)).length;
  const probes = report.problems
    .filter((problem) => problem.service === service)
    .flatMap(({ evidence }) => evidence.filter(({ type }) => type === 'endpoint-probed'));
  const wasSecured = report.stages.some((record) => record.service === service && record.stage === 'secure' && record.verdict === 'passed');
  return [
    ...(connections >= 1 && connections <= 1 + probes.length ? [] : [`${connections} connections`]),
    ...(count('AUTHENTICATE', 'LOGIN', 'AUTH') <= 1 ? [] : ['more than one sign-in']),
    ...(count('DATA') <= 1 ? [] : ['more than one message']),
    ...(count('COMPRESS') === 0 ? [] : ['asked for compression']),
    ...(wasSecured || !received.some((line) => line.includes(plain) || line.includes(password)) ? [] : ['the password in clear text']),
  ];
}

function wordsFaults(events: readonly CheckEvent[]): readonly string[] {
  const told = textsIn(events).join('\n');
  return unspeakable.filter((text) => told.includes(text)).map((text) => `told ${JSON.stringify(text)}`);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
