import type { Observation, ObservationOf } from '@inbox-connect/core';
import { decodePath } from 'imapflow/lib/tools.js';
import { offers } from './capabilities.ts';
import { atom, type ImapResponse, type ImapSession, type ImapToken, imapCommand } from './imap-session.ts';
import { StageFailure } from './stage-failure.ts';

/** Mailboxes for a special use (RFC 6154 s.2). */
const specialUses = ['\\All', '\\Archive', '\\Drafts', '\\Flagged', '\\Junk', '\\Sent', '\\Trash'];

type SpecialFolder = ObservationOf<'folders-listed'>['special'][number];

/** Opens the inbox without changing anything (EXAMINE), then looks which folders there are. */
export async function* selectInbox(session: ImapSession, signal: AbortSignal): AsyncGenerator<Observation, void> {
  using _ = session.connection.during(signal);
  const opened = yield* imapCommand(session, { command: 'EXAMINE' }, [atom('INBOX')], signal);
  if (opened.status !== 'OK') throw new StageFailure();
  const counts = opened.untagged.map((line) => /^(\d{1,10}) EXISTS$/i.exec(line)?.[1]);
  yield { type: 'mailbox-opened', mailbox: 'INBOX', messages: Number(counts.findLast((count) => count !== undefined) ?? 0) };
  yield* listFolders(session, signal);
}

/** The list comes last: when it is longer than we read, nothing after it is missed. */
async function* listFolders(session: ImapSession, signal: AbortSignal): AsyncGenerator<Observation, void> {
  const special: SpecialFolder[] = [];
  const onFolder = async (response: ImapResponse) => {
    special.push(...specialFoldersOf(response, session));
  };
  const all: readonly ImapToken[] = [
    { type: 'STRING', value: '' },
    { type: 'STRING', value: '*' },
  ];
  // RFC 6154 s.2: a plain LIST may leave the special uses out.
  const asksForUses = offers(session.capabilities, 'SPECIAL-USE') && offers(session.capabilities, 'LIST-EXTENDED');
  const tokens = asksForUses ? [...all, atom('RETURN'), [atom('SPECIAL-USE')]] : all;
  const reply = yield* imapCommand(session, { command: 'LIST', truncates: true }, tokens, signal, { LIST: onFolder });
  if (reply.status !== 'OK') throw new StageFailure();
  const count = reply.untagged.filter((line) => /^LIST /i.test(line)).length;
  yield { type: 'folders-listed', count, special: special.slice(0, 50), truncated: reply.isTruncated };
}

/** `(\HasNoChildren \Sent) "/" "Sent Items"`: attributes, delimiter, name. */
function specialFoldersOf({ attributes = [] }: ImapResponse, { client, text }: ImapSession): readonly SpecialFolder[] {
  const [flags, , name] = attributes;
  const path = text(decodePath(client, tokenValue(name)));
  const listed = Array.isArray(flags) ? flags.map(tokenValue) : [];
  return specialUses.filter((use) => listed.some((flag) => flag.toLowerCase() === use.toLowerCase())).map((use) => ({ use, path }));
}

function tokenValue(token: unknown): string {
  if (typeof token !== 'object' || token === null || !('value' in token)) return '';
  return typeof token.value === 'string' || Buffer.isBuffer(token.value) ? token.value.toString() : '';
}
