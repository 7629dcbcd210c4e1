import type { CapabilityPhase, ImapReply } from './behaviour.ts';
import { type ImapCommand, type ImapValue, type ReceivedCommand, readCommand } from './imap-command.ts';
import { ImapMailbox } from './imap-mailbox.ts';
import { LineTooLong } from './line-connection.ts';
import { exchange } from './sasl.ts';
import { type Answer, type Course, give, phaseOf, type Session } from './session.ts';

type State = 'not-authenticated' | 'authenticated' | 'selected';
type ImapAnswer = Answer<ImapReply>;
type ImapSession = Session<ImapReply>;

/** Serves one connection as an IMAP4rev1 server (RFC 3501) until either side ends it. */
export async function serveImap(session: ImapSession): Promise<void> {
  const conversation = new Conversation(session);
  try {
    let course = await conversation.greet();
    while (course === 'goes-on') {
      const received = await readCommand(session.connection);
      if (received === undefined) break;
      course = await conversation.receive(received);
    }
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    session.connection.write('* BYE Line too long\r\n');
  }
  await session.connection.end('close');
}

type Handler = (conversation: Conversation, command: ImapCommand) => ImapAnswer | Promise<ImapAnswer>;

const everywhere: readonly State[] = ['not-authenticated', 'authenticated', 'selected'];
const signedIn: readonly State[] = ['authenticated', 'selected'];
const cannot: Handler = () => ({ text: 'NO [CANNOT] The mailboxes of the lab cannot be changed' });

/** RFC 3501 s.6: each command, and in which states it is allowed. */
const commands: Readonly<Record<string, { readonly states: readonly State[]; readonly handle: Handler }>> = {
  CAPABILITY: { states: everywhere, handle: (it) => ok('Capabilities listed', 'capability', `* CAPABILITY ${it.capabilities}\r\n`) },
  NOOP: { states: everywhere, handle: () => ok('Nothing done', 'noop') },
  ID: { states: everywhere, handle: () => ok('Introduced', 'id', '* ID ("name" "Mail Lab" "vendor" "Inbox Connect")\r\n') },
  LOGOUT: { states: everywhere, handle: () => ({ ...ok('Bye', 'logout', '* BYE Until next time\r\n'), ending: 'close' }) },
  STARTTLS: { states: ['not-authenticated'], handle: (it, command) => it.startTls(command) },
  AUTHENTICATE: { states: ['not-authenticated'], handle: (it, command) => it.authenticate(command) },
  LOGIN: { states: ['not-authenticated'], handle: (it, command) => it.login(command) },
  ENABLE: { states: signedIn, handle: () => ok('Nothing enabled', 'enable', '* ENABLED\r\n') },
  NAMESPACE: { states: signedIn, handle: () => ok('Namespaces listed', 'namespace', '* NAMESPACE (("" "/")) NIL NIL\r\n') },
  LIST: { states: signedIn, handle: (it, command) => it.list(command) },
  LSUB: { states: signedIn, handle: (it, command) => it.list(command) },
  STATUS: { states: signedIn, handle: (it, command) => it.status(command) },
  SELECT: { states: signedIn, handle: (it, command) => it.select(command) },
  EXAMINE: { states: signedIn, handle: (it, command) => it.select(command) },
  CREATE: { states: signedIn, handle: cannot },
  DELETE: { states: signedIn, handle: cannot },
  RENAME: { states: signedIn, handle: cannot },
  SUBSCRIBE: { states: signedIn, handle: () => ok('Subscribed', undefined) },
  UNSUBSCRIBE: { states: signedIn, handle: cannot },
  APPEND: { states: signedIn, handle: cannot },
  CHECK: { states: ['selected'], handle: () => ok('Checked', undefined) },
  CLOSE: { states: ['selected'], handle: (it) => it.leave() },
  UNSELECT: { states: ['selected'], handle: (it) => it.leave() },
  EXPUNGE: { states: ['selected'], handle: () => ok('Nothing expunged', undefined) },
  STORE: { states: ['selected'], handle: cannot },
  COPY: { states: ['selected'], handle: cannot },
  SEARCH: { states: ['selected'], handle: (it, command) => it.search(command, false) },
  FETCH: { states: ['selected'], handle: (it, command) => it.fetch(command, false) },
  UID: { states: ['selected'], handle: (it, command) => it.uid(command) },
};

const failuresAllowed = 3;

class Conversation {
  readonly #session: ImapSession;
  readonly #mailbox: ImapMailbox;
  #state: State = 'not-authenticated';
  #failures = 0;

  constructor(session: ImapSession) {
    this.#session = session;
    this.#mailbox = new ImapMailbox(session.account);
  }

  async greet(): Promise<Course> {
    const { behaviour, host } = this.#session;
    const declared = behaviour.replies.greeting;
    const said = typeof declared === 'object' && 'say' in declared ? declared.say : declared;
    if (typeof said === 'string' && said.startsWith('* PREAUTH')) this.#state = 'authenticated';
    const answer: ImapAnswer = { text: `* OK [CAPABILITY ${this.capabilities}] ${host} ready`, overriddenBy: 'greeting' };
    // A server that greets with BYE closes the connection (RFC 3501 s.7.1.5).
    return this.#give('*', typeof said === 'string' && said.startsWith('* BYE') ? { ...answer, ending: 'close' } : answer);
  }

  async receive(received: ReceivedCommand): Promise<Course> {
    this.#session.log.command(received.text, this.#session.connection.encrypted);
    const tag = received.type === 'command' ? received.command.tag : (received.tag ?? '*');
    if (received.type === 'literal-too-big') {
      const text = 'BAD [TOOBIG] The literal is too big';
      // What comes behind a literal that was not waited for cannot be told from a command (RFC 7888 s.4).
      return this.#give(tag, received.synchronizing ? { text } : { text, ending: 'close' });
    }
    if (received.type === 'malformed') return this.#give(tag, { text: 'BAD Not a command' });
    const { command } = received;
    const known = Object.hasOwn(commands, command.name) ? commands[command.name] : undefined;
    if (known === undefined) return this.#give(tag, { text: 'BAD Unknown command' });
    if (!known.states.includes(this.#state)) return this.#give(tag, { text: `BAD ${command.name} is not allowed now` });
    return this.#give(tag, await known.handle(this, command));
  }

  get capabilities(): string {
    const { behaviour, connection, port } = this.#session;
    const phase = phaseOf(port, connection.encrypted, this.#state !== 'not-authenticated');
    return (behaviour.capabilities[phase] ?? usualCapabilities(phase, behaviour.mechanisms)).join(' ');
  }

  async startTls(command: ImapCommand): Promise<ImapAnswer> {
    const { connection, port, secureContext } = this.#session;
    if (command.arguments.length > 0) return bad();
    if (connection.encrypted) return { text: 'BAD TLS is active already' };
    if (port === 'clear-text') return { text: 'BAD STARTTLS is not available' };
    const context = await secureContext();
    const injected = port === 'starttls-injected' ? '\n* OK Slipped in before TLS' : '';
    return { text: `OK Begin TLS negotiation now${injected}`, overriddenBy: 'starttls', effect: () => connection.secure(context) };
  }

  async authenticate({ arguments: [mechanism, initial, ...rest] }: ImapCommand): Promise<ImapAnswer> {
    const { behaviour, connection, log } = this.#session;
    if (mechanism?.kind !== 'atom' || (initial !== undefined && initial.kind !== 'atom') || rest.length > 0) return bad();
    if (this.#needsTls) return privacyRequired;
    const known = behaviour.mechanisms.some((name) => name === mechanism.text.toUpperCase());
    if (!known) return { text: 'NO [CANNOT] Unsupported authentication mechanism' };
    const result = await exchange(mechanism.text, initial?.text, async (challenge) => {
      await connection.rest(behaviour.replyDelayMs);
      connection.write(`+ ${challenge}\r\n`);
      const line = (await connection.readLine())?.toString().replace(/\r?\n$/, '');
      if (line !== undefined) log.credentials(connection.encrypted);
      return line;
    });
    if (result === 'unknown-mechanism') return { text: 'NO [CANNOT] The lab cannot run this mechanism' };
    if (typeof result === 'string') return { text: result === 'cancelled' ? 'BAD Sign-in cancelled' : 'BAD Not a valid response' };
    return this.#signIn(result.name, result.password);
  }

  login({ arguments: [name, password, ...rest] }: ImapCommand): ImapAnswer {
    if (name === undefined || name.kind === 'list' || password === undefined || password.kind === 'list' || rest.length > 0) return bad();
    return this.#needsTls ? privacyRequired : this.#signIn(name.text, password.text);
  }

  #signIn(name: string, password: string): ImapAnswer {
    const { account, behaviour } = this.#session;
    const right = name === account.signInName && password === account.password;
    if (!right) {
      this.#failures += 1;
      const refusal = behaviour.replies.authenticate === undefined ? 'wrongCredentials' : 'authenticate';
      const answer: ImapAnswer = { text: 'NO [AUTHENTICATIONFAILED] Invalid credentials', overriddenBy: refusal };
      return this.#failures < failuresAllowed ? answer : { ...answer, ending: 'close' };
    }
    const capabilities = (behaviour.capabilities['after-sign-in'] ?? usualCapabilities('after-sign-in', [])).join(' ');
    return {
      text: `OK [CAPABILITY ${capabilities}] Signed in`,
      overriddenBy: 'authenticate',
      effect: () => {
        this.#state = 'authenticated';
      },
    };
  }

  list({ name, arguments: all }: ImapCommand): ImapAnswer {
    // Selection options (RFC 5258 s.3) may stand before, return options behind; attributes are listed in any case.
    const [reference, pattern] = all[0]?.kind === 'list' ? all.slice(1) : all;
    if (reference === undefined || reference.kind === 'list' || pattern === undefined) return bad();
    const patterns = pattern.kind === 'list' ? pattern.items : [pattern];
    const lines = patterns.flatMap((each) => (each.kind === 'list' ? [] : this.#mailbox.list(reference.text + each.text)));
    return ok('Folders listed', 'list', lines.map((line) => `* ${name} ${line}\r\n`).join(''));
  }

  status({ arguments: [folder, items] }: ImapCommand): ImapAnswer {
    if (folder === undefined || folder.kind === 'list' || items?.kind !== 'list') return bad();
    const line = this.#mailbox.status(folder.text, words(items.items));
    return line === undefined ? nonexistent : ok('Status told', 'status', `* STATUS ${line}\r\n`);
  }

  select({ name, arguments: [folder] }: ImapCommand): ImapAnswer {
    if (folder === undefined || folder.kind === 'list') return bad();
    const data = this.#mailbox.open(folder.text);
    // A failed SELECT leaves no mailbox selected (RFC 3501 s.6.3.1).
    this.#state = 'authenticated';
    if (data === undefined) return nonexistent;
    return {
      ...ok(`[${name === 'SELECT' ? 'READ-WRITE' : 'READ-ONLY'}] Folder opened`, 'select', data),
      effect: () => {
        this.#state = 'selected';
      },
    };
  }

  leave(): ImapAnswer {
    this.#state = 'authenticated';
    return ok('Folder left', undefined);
  }

  search({ arguments: criteria }: ImapCommand, byUid: boolean): ImapAnswer {
    const found = this.#mailbox.search(words(criteria), byUid);
    return found === undefined ? bad() : ok('Searched', 'search', `* SEARCH${found.map((number) => ` ${number}`).join('')}\r\n`);
  }

  fetch({ arguments: [sequence, items] }: ImapCommand, byUid: boolean): ImapAnswer {
    if (sequence?.kind !== 'atom' || items === undefined || items.kind === 'string') return bad();
    const data = this.#mailbox.fetch(sequence.text, words(items.kind === 'list' ? items.items : [items]), byUid);
    return data === undefined ? bad() : ok('Fetched', 'fetch', data);
  }

  uid({ tag, arguments: [name, ...rest] }: ImapCommand): ImapAnswer {
    const command = { tag, name: name?.kind === 'atom' ? name.text.toUpperCase() : '', arguments: rest };
    if (command.name === 'FETCH') return this.fetch(command, true);
    if (command.name === 'SEARCH') return this.search(command, true);
    return command.name === 'STORE' || command.name === 'COPY' ? { text: 'NO [CANNOT] The mailboxes of the lab cannot be changed' } : bad();
  }

  get #needsTls(): boolean {
    const { connection, port } = this.#session;
    return !connection.encrypted && port !== 'clear-text';
  }

  #give(tag: string, answer: ImapAnswer): Promise<Course> {
    const send = (text: string) => {
      const lines = text.split('\n').map((line) => (/^[*+] /.test(line) || answer.overriddenBy === 'greeting' ? line : `${tag} ${line}`));
      this.#session.connection.write(`${lines.join('\r\n')}\r\n`);
    };
    return give(this.#session, answer, send, (text) => /(?:^|\n)(?:\* )?(?:OK|PREAUTH)\b[^\n]*$/.test(text));
  }
}

const privacyRequired: ImapAnswer = { text: 'NO [PRIVACYREQUIRED] Sign in after STARTTLS' };
const nonexistent: ImapAnswer = { text: 'NO [NONEXISTENT] No such folder' };

function bad(): ImapAnswer {
  return { text: 'BAD Not the arguments of this command' };
}

function ok(text: string, overriddenBy: ImapReply | undefined, data = ''): ImapAnswer {
  return overriddenBy === undefined ? { text: `OK ${text}`, data } : { text: `OK ${text}`, data, overriddenBy };
}

function words(values: readonly ImapValue[]): readonly string[] {
  return values.flatMap((value) => (value.kind === 'list' ? words(value.items) : [value.text]));
}

/** Before TLS there is nothing to sign in with (RFC 3501 s.6.2.3); after sign-in the mechanisms are gone. */
function usualCapabilities(phase: CapabilityPhase, mechanisms: readonly string[]): readonly string[] {
  const always = ['IMAP4rev1', 'ID', 'LITERAL+', 'SASL-IR', 'ENABLE'];
  switch (phase) {
    case 'before-tls':
      return [...always, 'STARTTLS', 'LOGINDISABLED'];
    case 'before-sign-in':
      return [...always, ...mechanisms.map((name) => `AUTH=${name}`)];
    case 'after-sign-in':
      return [...always, 'NAMESPACE', 'SPECIAL-USE', 'UNSELECT'];
  }
}
