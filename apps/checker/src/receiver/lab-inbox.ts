import type { LabMessage } from '@inbox-connect/core';
import type { ReceivedMail } from './start-receiver.ts';

interface Kept {
  readonly at: number;
  readonly message: LabMessage;
}

const keepMs = 30 * 60_000;
const mostMessages = 20;
const longestHeader = 16 * 1_024;

/** The inbox of the demo: the last messages that came from the lab, for half an hour and in memory alone. */
export class LabInbox {
  readonly #isLabAddress: (address: string) => boolean;
  readonly #now: () => number;
  #kept: readonly Kept[] = [];

  constructor(isLabAddress: (address: string) => boolean, now: () => number = Date.now) {
    this.#isLabAddress = isLabAddress;
    this.#now = now;
  }

  /** Keeps what the lab has signed with the key that only this process has; a sender's name can be written by anybody. */
  keep({ messageId, sender, arrival, header }: ReceivedMail): void {
    const isOfLab = this.#isLabAddress(sender) && arrival.dkim === 'pass' && arrival.dmarc === 'pass';
    if (!isOfLab || header.length > longestHeader) return;
    const headers = readHeaders(header);
    const fieldOf = (wanted: string) => decodeWords(headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '');
    const at = this.#now();
    const message = {
      messageId,
      from: fieldOf('from'),
      to: fieldOf('to'),
      subject: fieldOf('subject'),
      receivedAt: new Date(at).toISOString(),
      ...arrival,
      headers,
    };
    this.#kept = [{ at, message }, ...this.#fresh()].slice(0, mostMessages);
  }

  /** The latest first. */
  get messages(): readonly LabMessage[] {
    this.#kept = this.#fresh();
    return this.#kept.map(({ message }) => message);
  }

  #fresh(): readonly Kept[] {
    return this.#kept.filter(({ at }) => this.#now() - at < keepMs);
  }
}

/** Each field on one line (RFC 5322 s.2.2.3); what is no field is left out. */
function readHeaders(header: string): LabMessage['headers'] {
  const lines = header.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return lines.flatMap((line) => {
    const [, name, value] = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
}

/** Makes encoded words readable (RFC 2047); white space between two of them is none (s.6.2). */
function decodeWords(value: string): string {
  const joined = value.replaceAll(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[bq]\?)/gi, '$1');
  return joined.replaceAll(/=\?([^?*\s]+)[^?\s]*\?([bq])\?([^?\s]*)\?=/gi, (word, charset: string, encoding: string, text: string) => {
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : fromQuoted(text);
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return word;
    }
  });
}

function fromQuoted(text: string): Buffer {
  const characters = text.replaceAll('_', ' ').replaceAll(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(characters, 'latin1');
}
