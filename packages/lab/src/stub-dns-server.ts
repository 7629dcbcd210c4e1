import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, RECURSION_AVAILABLE, RECURSION_DESIRED, TRUNCATED_RESPONSE } from 'dns-packet';

/** A question as it arrived, the name in lower case. */
export interface DnsQuestion {
  readonly name: string;
  readonly type: string;
}

/**
 * What to answer: addresses of the asked type, other records, a response code (RFC 1035 s.4.1.1), an answer that was cut
 * off and has nothing in it, or nothing at all.
 */
export type DnsAnswer = readonly (string | Answer)[] | 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED' | 'truncated' | 'silence';

/** A DNS server over UDP on loopback that answers as a function says. */
export interface StubDnsServer extends AsyncDisposable {
  /** `address:port`, as `DNS_SERVERS` has it. */
  readonly address: string;
  /** The last thousand. */
  readonly questions: readonly DnsQuestion[];
}

const responseCodes = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5, truncated: 0 } as const;

export async function startStubDnsServer(answer: (question: DnsQuestion) => DnsAnswer | Promise<DnsAnswer>): Promise<StubDnsServer> {
  const socket = createSocket('udp4');
  const questions: DnsQuestion[] = [];
  socket.on('message', async (message, from) => {
    const query = decode(message);
    const [asked] = query.questions ?? [];
    if (asked === undefined) return;
    const question = { name: asked.name.toLowerCase(), type: asked.type };
    questions.push(question);
    if (questions.length > 1_000) questions.shift();
    const reply = await answer(question);
    if (reply === 'silence') return;
    const flags = RECURSION_DESIRED | RECURSION_AVAILABLE | (reply === 'truncated' ? TRUNCATED_RESPONSE : 0);
    const answers =
      typeof reply === 'string' ? [] : reply.map((record) => (typeof record === 'string' ? addressRecord(asked.name, asked.type, record) : record));
    const packet = encode({
      type: 'response',
      ...(query.id !== undefined && { id: query.id }),
      flags: flags | (typeof reply === 'string' ? responseCodes[reply] : 0),
      questions: [asked],
      answers,
    });
    socket.send(packet, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    [Symbol.asyncDispose]: () => close(socket),
  };
}

function addressRecord(name: string, type: string, address: string): Answer {
  return { name, type: type === 'AAAA' ? 'AAAA' : 'A', ttl: 60, data: address };
}

function close(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(resolve));
}
