import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { DiscoveryOutcome } from '@inbox-connect/core';
import type { DiscoveryContext } from './context.ts';
import { decodeXml } from './decode-xml.ts';

/** A document, and whether every step to it was over HTTPS. */
export interface FetchedDocument {
  readonly text: string;
  readonly secure: boolean;
}

const mostBytes = 256 * 1024;
/** Each costs memory and a turn of its own, be it of a single byte. */
const mostPieces = 4_096;
const mostRedirects = 3;

/**
 * Fetches a document: no cookies, nothing about the person, at most three redirects of which each is vetted like the first,
 * and none from HTTPS to less. The socket is closed when this ends, however it ends.
 */
export async function fetchDocument(address: string, context: DiscoveryContext, signal: AbortSignal): Promise<FetchedDocument | DiscoveryOutcome> {
  let url = URL.parse(address);
  let secure = true;
  for (let hop = 0; hop <= mostRedirects && url !== null; hop += 1) {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-permitted';
    secure &&= url.protocol === 'https:';
    const answer = await fetchOnce(url, context, signal);
    if (typeof answer === 'string') return answer;
    if ('text' in answer) return { text: answer.text, secure };
    const next: URL | null = URL.parse(answer.location, url);
    if (url.protocol === 'https:' && next?.protocol === 'http:') return 'not-secure';
    url = next;
  }
  return 'unreadable';
}

type HopAnswer = DiscoveryOutcome | { readonly text: string } | { readonly location: string };

async function fetchOnce(url: URL, context: DiscoveryContext, signal: AbortSignal): Promise<HopAnswer> {
  const tls = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const socket = await context.openWeb({ host, port: url.port === '' ? (tls ? 443 : 80) : Number(url.port), tls }, signal);
  if (socket === 'no-such-host') return 'not-found';
  if (typeof socket === 'string') return socket;
  try {
    return await readResponse(await respond(url, socket, signal));
  } catch {
    // Whatever ended the exchange early is the server's doing, or the time was up.
    return 'unreachable';
  } finally {
    socket.destroy();
  }
}

function respond({ host, pathname, search }: URL, socket: Socket, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { Host: host, Accept: 'application/xml, text/xml', 'User-Agent': 'inbox-connect', Connection: 'close' };
    // The socket is open, and under TLS where it has to be: all that is left is to speak HTTP.
    const asking = request({ path: pathname + search, headers, setHost: false, createConnection: () => socket, signal });
    asking.once('response', resolve).on('error', reject);
    // A server that says it speaks another protocol from here on (RFC 9110 s.15.2.2) gets neither an answer nor an error.
    asking.once('close', () => reject(new Error('closed without an answer'))).end();
  });
}

async function readResponse(response: IncomingMessage): Promise<HopAnswer> {
  const { statusCode = 0, headers } = response;
  if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) return { location: headers.location };
  if (statusCode !== 200) return statusCode >= 500 ? 'unreachable' : 'not-found';
  const type = headers['content-type'] ?? '';
  // Nobody asked for a coding, so who sends one has not understood the request.
  if (/html/i.test(type) || (headers['content-encoding'] ?? 'identity') !== 'identity') return 'unreadable';
  if (Number(headers['content-length']) > mostBytes) return 'unreadable';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > mostBytes || chunks.length === mostPieces) return 'unreadable';
    chunks.push(chunk);
  }
  const text = decodeXml(Buffer.concat(chunks), type);
  return text === undefined ? 'unreadable' : { text };
}
