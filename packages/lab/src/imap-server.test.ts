import { ImapFlow } from 'imapflow';
import { expect, test } from 'vitest';
import { startLab } from './lab.ts';
import { labPassword, type ScenarioDefinition } from './scenario.ts';
import { connectRaw, locate, plain, type RawClient } from './testing/raw-client.ts';
import { email, useTestLab } from './testing/test-lab.ts';

const password = labPassword;
const { lab, talk, opened } = useTestLab('imap', 993);

async function signedIn(definition: Partial<ScenarioDefinition> = {}): Promise<RawClient> {
  const { client } = await talk(definition);
  await client.ask(`a LOGIN ${email} ${password}`);
  return client;
}

test.each([
  ['implicit TLS', 993, true],
  ['STARTTLS', 143, false],
])('imapflow signs in over %s, lists the folders and reads a letter', async (_, port, secure) => {
  const started = await lab();
  const place = locate(started, { service: 'imap', port });
  const client = new ImapFlow({
    host: place.address,
    port: place.port,
    servername: place.host,
    secure,
    doSTARTTLS: !secure,
    tls: { ca: started.rootPem },
    auth: { user: email, pass: password },
    logger: false,
  });
  await client.connect();
  expect((await client.list()).map(({ path, specialUse }) => [path, specialUse])).toEqual([
    ['INBOX', '\\Inbox'],
    ['Sent', '\\Sent'],
    ['Drafts', '\\Drafts'],
    ['Archive', '\\Archive'],
    ['Junk', '\\Junk'],
    ['Trash', '\\Trash'],
  ]);
  expect((await client.mailboxOpen('INBOX')).exists).toBe(3);
  const letter = await client.fetchOne('2', { envelope: true, source: true, bodyStructure: true, size: true });
  if (!letter) throw new Error('no letter');
  expect(letter.envelope?.subject).toBe('Your order has been sent');
  expect(letter.source?.toString()).toContain('\r\n\r\nThis letter lies in the lab');
  expect(letter.size).toBe(letter.source?.length);
  expect(await client.search({ subject: 'lunch' }, { uid: true })).toEqual([3]);
  expect(await client.status('Sent', { messages: true, uidNext: true })).toMatchObject({ messages: 0 });
  await client.logout();
  const commands = started.log('test').filter((entry) => entry.type === 'received');
  expect(commands.filter(({ credentials }) => credentials).map(({ encrypted }) => encrypted)).toEqual([true]);
});

test('STARTTLS changes the capabilities, sign-in changes them again', async () => {
  const { client, lab, greeting } = await talk({}, 143);
  expect(greeting).toMatch(/^\* OK \[CAPABILITY IMAP4rev1 .*STARTTLS LOGINDISABLED\]/);
  expect(greeting).not.toContain('AUTH=');
  await client.ask('a STARTTLS');
  await client.secure(lab.rootPem, 'imap.test.lab.test');
  const [secured] = await client.ask('b CAPABILITY', 2);
  expect(secured).toContain('AUTH=PLAIN AUTH=LOGIN');
  expect(secured).not.toMatch(/STARTTLS|LOGINDISABLED/);
  expect((await client.ask(`c AUTHENTICATE PLAIN ${plain(email, password)}`))[0]).toMatch(/^c OK \[CAPABILITY .*SPECIAL-USE/);
  expect((await client.ask('d CAPABILITY', 2))[0]).not.toContain('AUTH=');
  expect(await client.ask('e STARTTLS')).toEqual(['e BAD STARTTLS is not allowed now']);
});

test.each([
  ['LOGIN with atoms', [[`a LOGIN ${email} ${password}`]]],
  ['LOGIN with quoted strings', [[`a LOGIN "${email}" "${password}"`]]],
  ['LOGIN with literals', [[`a LOGIN {${email.length}}`], [`${email} {${password.length}}`], [password]]],
  ['LOGIN with literals that wait for nothing', [[`a LOGIN {${email.length}+}\r\n${email} {${password.length}+}\r\n${password}`]]],
  ['AUTHENTICATE PLAIN with an initial response', [[`a AUTHENTICATE PLAIN ${plain(email, password)}`]]],
  ['AUTHENTICATE PLAIN', [['a authenticate plain'], [plain(email, password)]]],
  ['AUTHENTICATE LOGIN', [['a AUTHENTICATE LOGIN'], [btoa(email)], [btoa(password)]]],
])('signs in by %s', async (_, steps) => {
  const { client, lab } = await talk();
  let answer = '';
  for (const [step = ''] of steps) [answer = ''] = await client.ask(step);
  expect(answer).toMatch(/^a OK .*Signed in$/);
  expect(JSON.stringify(lab.log('test'))).not.toContain(password);
  expect(lab.log('test').some((entry) => entry.type === 'received' && entry.credentials)).toBe(true);
});

test('a password may have quotes, backslashes and letters of any script', async () => {
  const odd = 'lab-Pa55 "\\ åß密';
  const started = await lab();
  const [whole] = started.scenarios;
  if (whole === undefined) throw new Error('no scenario');
  const other = await startLab({ scenarios: [{ ...whole, account: { ...whole.account, password: odd } }] });
  opened.push(() => other.close());
  const client = await connectRaw(other, { service: 'imap', port: 993 }, 'tls');
  await client.line();
  expect(await client.ask(`a LOGIN ${email} "${odd.replaceAll(/[\\"]/g, '\\$&')}"`)).toEqual([expect.stringMatching(/^a OK/)]);
  client.close();
});

test('a custom user name signs in, the address does not', async () => {
  const { client } = await talk({ username: 'anna.lind' });
  expect(await client.ask(`a LOGIN ${email} ${password}`)).toEqual(['a NO [AUTHENTICATIONFAILED] Invalid credentials']);
  expect((await client.ask(`b LOGIN anna.lind ${password}`))[0]).toMatch(/^b OK/);
});

test('after three wrong passwords the connection is closed', async () => {
  const { client } = await talk();
  for (const tag of ['a', 'b', 'c']) expect(await client.ask(`${tag} LOGIN ${email} wrong`)).toEqual([`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`]);
  expect(await client.line()).toBe('closed');
});

test.each([
  ['a SELECT INBOX', 'a BAD SELECT is not allowed now'],
  ['a FETCH 1 (FLAGS)', 'a BAD FETCH is not allowed now'],
  ['a FROBNICATE', 'a BAD Unknown command'],
  ['a toString', 'a BAD Unknown command'],
  ['a LOGIN only-a-name', 'a BAD Not the arguments of this command'],
  ['a LOGIN "unfinished', 'a BAD Not a command'],
  ['a', '* BAD Not a command'],
  ['', '* BAD Not a command'],
  ['* LOGIN x y', '* BAD Not a command'],
  ['a AUTHENTICATE CRAM-MD5', 'a NO [CANNOT] Unsupported authentication mechanism'],
  ['a AUTHENTICATE PLAIN !!!', 'a BAD Not a valid response'],
  ['a STARTTLS', 'a BAD TLS is active already'],
  ['a LOGIN {2000000}', 'a BAD [TOOBIG] The literal is too big'],
])('answers %j before sign-in with %j and goes on', async (command, answer) => {
  const { client } = await talk();
  expect(await client.ask(command)).toEqual([answer]);
  expect(await client.ask('z NOOP')).toEqual(['z OK Nothing done']);
});

test('a sign-in can be cancelled', async () => {
  const { client } = await talk();
  await client.ask('a AUTHENTICATE PLAIN');
  expect(await client.ask('*')).toEqual(['a BAD Sign-in cancelled']);
});

test('credentials in clear text are refused before they are looked at', async () => {
  const { client, lab } = await talk({}, 143);
  expect(await client.ask(`a LOGIN ${email} ${password}`)).toEqual(['a NO [PRIVACYREQUIRED] Sign in after STARTTLS']);
  expect(await client.ask(`b AUTHENTICATE PLAIN ${plain(email, password)}`)).toEqual(['b NO [PRIVACYREQUIRED] Sign in after STARTTLS']);
  expect(lab.log('test').filter((entry) => entry.type === 'received' && entry.credentials)).toHaveLength(2);
});

test('commands sent ahead are answered in order', async () => {
  const client = await signedIn();
  client.send('b NOOP\r\nc LIST "" "S%"\r\nd EXAMINE INBOX\r\ne UNSELECT\r\nf LOGOUT\r\n');
  expect((await client.lines(14)).filter((line) => /^[b-f] |LIST|BYE|^closed/.test(line))).toEqual([
    'b OK Nothing done',
    '* LIST (\\HasNoChildren \\Sent) "/" Sent',
    'c OK Folders listed',
    'd OK [READ-ONLY] Folder opened',
    'e OK Folder left',
    '* BYE Until next time',
    'f OK Bye',
    'closed',
  ]);
});

test.each([
  ['b LIST "" ""', '* LIST (\\Noselect) "/" ""'],
  ['b LIST (SPECIAL-USE) "" "*" RETURN (SPECIAL-USE)', '* LIST (\\HasNoChildren) "/" INBOX'],
  ['b LSUB "" inbox', '* LSUB (\\HasNoChildren) "/" INBOX'],
  ['b STATUS INBOX (MESSAGES UIDNEXT)', '* STATUS "INBOX" (MESSAGES 3 UIDNEXT 4)'],
  ['b SELECT Nowhere', 'b NO [NONEXISTENT] No such folder'],
  ['b NAMESPACE', '* NAMESPACE (("" "/")) NIL NIL'],
  ['b CREATE Letters', 'b NO [CANNOT] The mailboxes of the lab cannot be changed'],
  ['b ID NIL', '* ID ("name" "Mail Lab" "vendor" "Inbox Connect")'],
])('answers %j with %j', async (command, answer) => {
  expect(await (await signedIn()).ask(command)).toEqual([answer]);
});

test.each([
  ['b FETCH 1 (UID RFC822.SIZE FLAGS)', '* 1 FETCH (UID 1 RFC822.SIZE 307 FLAGS (\\Seen))'],
  ['b UID FETCH 3:* FLAGS', '* 3 FETCH (UID 3 FLAGS (\\Seen))'],
  ['b FETCH 2 BODY.PEEK[HEADER.FIELDS (Subject)]', '* 2 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {37}'],
  ['b FETCH 1 BODY[TEXT]<0.4>', '* 1 FETCH (BODY[TEXT]<0> {4}'],
  ['b FETCH 1 INTERNALDATE', '* 1 FETCH (INTERNALDATE "05-Jan-2026 09:30:00 +0000")'],
  ['b FETCH 1 NONSENSE', 'b BAD Not the arguments of this command'],
  ['b FETCH x FLAGS', 'b BAD Not the arguments of this command'],
  ['b SEARCH ALL', '* SEARCH 1 2 3'],
  ['b UID SEARCH SUBJECT order', '* SEARCH 2'],
  ['b SEARCH UNSEEN', '* SEARCH'],
])('answers %j in an open folder with %j', async (command, answer) => {
  const client = await signedIn();
  await client.ask('s SELECT INBOX', 7);
  expect(await client.ask(command)).toEqual([answer]);
});

test('declared answers take the place of the usual ones, and only a positive one takes effect', async () => {
  const client = await signedIn({ imap: { replies: { select: 'NO [ALERT] Not today', noop: '* BYE Restarting\nOK Nothing done', id: { ending: 'reset' } } } });
  expect(await client.ask('b SELECT INBOX')).toEqual(['b NO [ALERT] Not today']);
  expect(await client.ask('c FETCH 1 FLAGS')).toEqual(['c BAD FETCH is not allowed now']);
  expect(await client.ask('d NOOP', 2)).toEqual(['* BYE Restarting', 'd OK Nothing done']);
  expect(await client.ask('e ID NIL')).toEqual(['reset']);
});

test('a declared answer to sign-in is given to right and wrong credentials, the one to wrong credentials only to those', async () => {
  const { client } = await talk({ imap: { replies: { authenticate: 'NO [UNAVAILABLE] Later' } } });
  for (const word of [password, 'wrong']) expect(await client.ask(`a LOGIN ${email} ${word}`)).toEqual(['a NO [UNAVAILABLE] Later']);
  expect(await client.ask('b SELECT INBOX')).toEqual(['b BAD SELECT is not allowed now']);
  const other = await talk({ imap: { replies: { wrongCredentials: 'NO [ALERT] Use an app password' } } });
  expect(await other.client.ask(`a LOGIN ${email} wrong`)).toEqual(['a NO [ALERT] Use an app password']);
  expect((await other.client.ask(`b LOGIN ${email} ${password}`))[0]).toMatch(/^b OK/);
});

test('a server may say goodbye in its greeting, claim a sign-in, or speak another protocol', async () => {
  const bye = await talk({ imap: { replies: { greeting: '* BYE [UNAVAILABLE] Too many users' } } });
  expect([bye.greeting, await bye.client.line()]).toEqual(['* BYE [UNAVAILABLE] Too many users', 'closed']);
  const preauth = await talk({ imap: { replies: { greeting: '* PREAUTH Welcome back' } } }, 143);
  expect(preauth.greeting).toBe('* PREAUTH Welcome back');
  expect((await preauth.client.ask('a SELECT INBOX', 7)).at(-1)).toBe('a OK [READ-WRITE] Folder opened');
  expect((await talk({ imap: { replies: { greeting: '220 Not IMAP' } } })).greeting).toBe('220 Not IMAP');
});

test('what a client sent ahead of TLS is thrown away', async () => {
  const { client, lab } = await talk({}, 143);
  client.send('a STARTTLS\r\nb NOOP\r\n');
  expect(await client.line()).toBe('a OK Begin TLS negotiation now');
  await client.secure(lab.rootPem, 'imap.test.lab.test');
  expect(await client.ask('c NOOP')).toEqual(['c OK Nothing done']);
});

test('text slipped in before TLS comes in one piece with the go-ahead', async () => {
  const { client } = await talk({ imap: { ports: { 143: 'starttls-injected' } } }, 143);
  expect(await client.ask('a STARTTLS', 2)).toEqual(['a OK Begin TLS negotiation now', '* OK Slipped in before TLS']);
});

test('a clear-text port has no STARTTLS and takes credentials as they come', async () => {
  const { client, greeting } = await talk({ imap: { ports: { 143: 'clear-text' } } }, 143);
  expect(greeting).not.toMatch(/STARTTLS|LOGINDISABLED/);
  expect(await client.ask('a STARTTLS')).toEqual(['a BAD STARTTLS is not available']);
  expect((await client.ask(`b LOGIN ${email} ${password}`))[0]).toMatch(/^b OK/);
});

test('declared capabilities and mechanisms are the ones that are listed', async () => {
  const imap = { capabilities: { 'before-sign-in': ['IMAP4rev1', 'AUTH=XOAUTH2'] }, mechanisms: ['XOAUTH2'] };
  const { client, greeting } = await talk({ imap });
  expect(greeting).toContain('[CAPABILITY IMAP4rev1 AUTH=XOAUTH2]');
  expect(await client.ask(`a AUTHENTICATE PLAIN ${plain(email, password)}`)).toEqual(['a NO [CANNOT] Unsupported authentication mechanism']);
});

test('a line without an end is refused, and so is a huge literal that was not waited for', async () => {
  const endless = await talk();
  endless.client.send('a'.repeat(70_000));
  expect(await endless.client.lines(2)).toEqual(['* BYE Line too long', 'closed']);
  const huge = await talk();
  expect(await huge.client.ask('a LOGIN {9999999999+}', 2)).toEqual(['a BAD [TOOBIG] The literal is too big', 'closed']);
});

test('a server may fall silent, or close the connection, after any command', async () => {
  const silent = await talk({ imap: { replies: { capability: { ending: 'silence' } } } });
  const answer = silent.client.ask('a CAPABILITY');
  silent.client.send('b NOOP\r\n');
  expect(await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 50, 'nothing yet'))])).toBe('nothing yet');
  const closing = await talk({ imap: { replies: { noop: { say: '* BYE Restarting', ending: 'close' } } } });
  expect(await closing.client.ask('a NOOP', 2)).toEqual(['* BYE Restarting', 'closed']);
});

test('a client that reads late still gets every answer', async () => {
  const { client } = await talk();
  client.send(Array.from({ length: 20_000 }, (_, index) => `a${index} NOOP\r\n`).join(''));
  const answers = await client.lines(20_000);
  expect([answers[0], answers.at(-1)]).toEqual(['a0 OK Nothing done', 'a19999 OK Nothing done']);
});
