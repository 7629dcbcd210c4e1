import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { parseIpAddress } from '@inbox-connect/core';

/** A question as it arrived. */
export interface DnsQuestion {
  readonly name: string;
  readonly type: 'A' | 'AAAA';
}

/** What to answer: addresses of the asked type, a response code (RFC 1035 s.4.1.1), or nothing at all. */
export type DnsAnswer = readonly string[] | 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED' | 'silence';

/** A DNS server over UDP on loopback that answers as a function says. */
export interface StubDnsServer extends AsyncDisposable {
  /** `address:port`, as `DNS_SERVERS` has it. */
  readonly address: string;
  readonly questions: readonly DnsQuestion[];
}

const responseCodes = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

export async function startStubDnsServer(answer: (question: DnsQuestion) => DnsAnswer): Promise<StubDnsServer> {
  const socket = createSocket('udp4');
  const questions: DnsQuestion[] = [];
  socket.on('message', (message, from) => {
    const question = readQuestion(message);
    questions.push(question);
    const reply = answer(question);
    if (reply !== 'silence') socket.send(writeReply(message, question, reply), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    [Symbol.asyncDispose]: () => close(socket),
  };
}

function close(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(resolve));
}

const headerLength = 12;

function readQuestion(message: Buffer): DnsQuestion {
  const labels: string[] = [];
  let at = headerLength;
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1) === 28 ? 'AAAA' : 'A' };
}

function writeReply(message: Buffer, { name, type }: DnsQuestion, reply: Exclude<DnsAnswer, 'silence'>): Buffer {
  const addresses = typeof reply === 'string' ? [] : reply;
  const endOfQuestion = headerLength + name.length + 2 + 4;
  const question = Buffer.from(message.subarray(0, endOfQuestion));
  // A response to a standard query, recursion desired and available; one question, so many answers, no other records.
  question.writeUInt16BE(0x8180 | (typeof reply === 'string' ? responseCodes[reply] : 0), 2);
  question.writeUInt16BE(1, 4);
  question.writeUInt16BE(addresses.length, 6);
  question.writeUInt32BE(0, 8);
  const records = addresses.map((address) => {
    const data = Buffer.from((parseIpAddress(address)?.value ?? 0n).toString(16).padStart(type === 'A' ? 8 : 32, '0'), 'hex');
    const head = Buffer.alloc(12);
    head.writeUInt16BE(0xc00c, 0); // the name of the question
    head.writeUInt16BE(type === 'A' ? 1 : 28, 2);
    head.writeUInt16BE(1, 4); // class IN
    head.writeUInt32BE(60, 6);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([question, ...records]);
}
