import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { DiscoveryOutcome } from '@inbox-connect/core';
import { autoconfigFile, type Page } from './world.ts';

/** A web server that means harm, and what each source that asks it has to say. */
export interface HostileWeb {
  readonly name: string;
  readonly outcome: DiscoveryOutcome;
  /** What it serves in place of a file. */
  readonly page: Page;
}

/** One that does not come as far as to HTTP. */
export interface HostileListener extends Omit<HostileWeb, 'page'> {
  readonly listener: (socket: Socket) => void;
}

const file = '://autoconfig.example.com/mail/config-v1.1.xml';
const wellKnown = '://example.com/.well-known/autoconfig/mail/config-v1.1.xml';
/** Where discovery looks for a file about example.com. */
export const places = [`https${file}`, `http${file}`, `https${wellKnown}`, `http${wellKnown}`, 'https://ispdb.test/v1.1/example.com'] as const;

const limit = 256 * 1024;
const sound = autoconfigFile('example.com');
const text = { 'Content-Type': 'text/xml' };

const body =
  (content: string | Buffer, headers: Readonly<Record<string, string>> = text): Page =>
  (_, response) =>
    void response.writeHead(200, headers).end(content);

/** Bytes in place of an answer. */
const raw =
  (bytes: string): Page =>
  (_, response) =>
    void response.socket?.write(bytes);

/** A document as large as is read at all. */
const filled = (piece: string, before = '', after = ''): Page =>
  body(before + piece.repeat(Math.floor((limit - before.length - after.length) / piece.length)) + after);

const redirect =
  (location: (request: IncomingMessage) => string): Page =>
  (request, response) =>
    void response.writeHead(302, { Location: location(request) }).end();

function endless(socket: NodeJS.WritableStream, piece: string): void {
  const more = () => {
    while (socket.writable && socket.write(piece.repeat(1_000)));
    socket.once('drain', more);
  };
  more();
}

const dripped = (socket: NodeJS.WritableStream, piece: string) => {
  const timer = setInterval(() => (socket.writable ? void socket.write(piece) : clearInterval(timer)), 10);
};

/** Heads and follows with more of the same, once or without end. */
const flood =
  (opening: string, piece: string, send = endless): Page =>
  (_, { socket }: ServerResponse) => {
    if (socket === null) return;
    socket.write(opening);
    send(socket, piece);
  };

const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n';
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;

const pages: Readonly<Record<string, readonly [DiscoveryOutcome, Page]>> = {
  'keeps silent': ['timeout', () => undefined],
  'drips its headers': ['timeout', flood(ok, 'A', dripped)],
  'drips its body': ['timeout', flood(`${ok}Content-Length: 100000\r\n\r\n<a>`, ' ', dripped)],
  'says to go on without end': ['timeout', flood('', 'HTTP/1.1 100 Continue\r\n\r\n')],
  'has headers without end': ['unreachable', flood(ok, 'A: b\r\n')],
  'has one header without end': ['unreachable', flood(`${ok}A: `, 'b')],
  'has a body without end': ['unreadable', flood(`${ok}Connection: close\r\n\r\n`, '<a>')],
  'has chunks without end': ['unreadable', flood(chunked, '1\r\nx\r\n')],
  'has a chunk whose size is no number': ['unreachable', raw(`${chunked}zz\r\n`)],
  'has a chunk with an extension without end': ['unreachable', flood(`${chunked}1;`, 'x')],
  'has trailers without end': ['unreachable', flood(`${chunked}0\r\n`, 'A: b\r\n')],
  'promises a document of petabytes': ['unreadable', raw(`${ok}Content-Length: 9007199254740991\r\n\r\n<a/>`)],
  'promises a length twice': ['unreachable', raw(`${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\n<a/>`)],
  'breaks off': ['unreachable', (_, response) => void response.writeHead(200, { 'Content-Length': '9' }).write('<a', () => response.destroy())],
  'speaks another protocol from here on': ['unreachable', raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n* OK\r\n')],
  'speaks no HTTP': ['unreachable', raw('* OK IMAP4rev1 ready\r\n')],
  'sends everybody on to itself': ['unreadable', redirect(({ url = '' }) => url)],
  'sends everybody back and forth': ['unreadable', redirect(({ headers: { host } }) => (host === 'example.com' ? places[0] : places[2]))],
  'sends everybody to nowhere': ['unreadable', redirect(() => 'https://')],
  'sends everybody to this machine': ['not-permitted', redirect(() => 'https://127.0.0.1/')],
  'sends everybody to this machine by another name': ['not-permitted', redirect(() => 'https://[::ffff:7f00:1]/')],
  'sends everybody to the metadata of the cloud': ['not-permitted', redirect(() => 'https://169.254.169.254/latest/meta-data')],
  'sends everybody to a file': ['not-permitted', redirect(() => 'file:///etc/passwd')],
  'is a web page': ['unreadable', body('<!DOCTYPE html><html><script>alert(1)</script></html>', { 'Content-Type': 'text/html' })],
  'is a web page under another type': ['unreadable', body('<!DOCTYPE html><html><script>alert(1)</script></html>')],
  'has a document type': ['unreadable', body(`<!DOCTYPE clientConfig SYSTEM "file:///etc/passwd">${sound.replace(/^.*\n/, '')}`)],
  'is a billion laughs': [
    'unreadable',
    body(
      `<!DOCTYPE a [<!ENTITY x0 "ha">${Array.from({ length: 30 }, (_, level) => `<!ENTITY x${level + 1} "${`&x${level};`.repeat(10)}">`).join('')}]><a>&x30;</a>`,
    ),
  ],
  'declares without end': ['unreadable', filled('<!')],
  'declares after its first element': ['unreadable', filled('<!', '<a>')],
  'nests without end': ['unreadable', filled('<a>')],
  'has elements without number': ['unreadable', filled('<a/>', '<r>', '</r>')],
  'has attributes without number': ['unreadable', body(`<a ${Array.from({ length: 25_000 }, (_, index) => `x${index}=""`).join(' ')}/>`)],
  'makes a mistake with every character': ['unreadable', filled('&', '<a>')],
  'closes what it never opened': ['unreadable', filled('</b>', '<a>')],
  'begins with zero bytes': ['unreadable', filled('\0')],
  'opens comments without end': ['unreadable', filled('<!--', '<a>')],
  'has characters by number without number': ['unreadable', filled('&#38;', '<a>', '</a>')],
  'has an encoding that nobody knows': ['unreadable', body(sound, { 'Content-Type': 'text/xml; charset=klingon' })],
  'says an encoding that it does not have': ['unreadable', body(Buffer.from(sound.replace(/^.*\n/, ''), 'utf16le'), { 'Content-Type': 'text/xml' })],
  'has bytes of no encoding': ['unreadable', body(Buffer.alloc(limit, 0xff))],
  'is compressed to a thousandth': ['unreadable', body(gzipSync(Buffer.alloc(64 * limit)), { ...text, 'Content-Encoding': 'gzip' })],
  'is compressed and does not say so': ['unreadable', body(gzipSync(sound))],
  'is an image': ['unreadable', body(Buffer.from('89504e470d0a1a0a', 'hex'), { 'Content-Type': 'image/png' })],
  'names no server that could be one': ['not-found', body(autoconfigFile('127.1'.repeat(60), '<incomingServer type="imap"/>'))],
  'asks for the password in clear text': [
    'unencrypted-only',
    body(autoconfigFile('x', '<incomingServer type="imap"><hostname>a.example</hostname><port>143</port><socketType>plain</socketType></incomingServer>')),
  ],
};

export const hostileWeb: readonly HostileWeb[] = Object.entries(pages).map(([name, [outcome, page]]) => ({ name, outcome, page }));

const listeners: Readonly<Record<string, readonly [DiscoveryOutcome, (socket: Socket) => void]>> = {
  'never says a word': ['timeout', () => undefined],
  'hangs up at once': ['unreachable', (socket) => void socket.end()],
  'resets at once': ['unreachable', (socket) => void socket.resetAndDestroy()],
  'speaks clear text on every port': ['not-secure', (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  'sends zero bytes without end': ['not-secure', (socket) => endless(socket, '\0')],
};

export const hostileListeners: readonly HostileListener[] = Object.entries(listeners).map(([name, [outcome, listener]]) => ({ name, outcome, listener }));
