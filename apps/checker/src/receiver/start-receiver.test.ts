import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { describe, expect, it } from 'vitest';
import { ArrivalsInMemory } from './arrivals.ts';
import { type ReceiverOptions, startReceiver } from './start-receiver.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** A domain that lets this machine send and signs what it sends; nothing else exists. */
const records: Readonly<Record<string, string>> = {
  'TXT sender.test': 'v=spf1 ip4:127.0.0.1 -all',
  'TXT stranger.test': 'v=spf1 ip4:192.0.2.1 -all',
  'TXT key._domainkey.sender.test': `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`,
  'TXT _dmarc.sender.test': 'v=DMARC1; p=reject',
  'TXT _dmarc.stranger.test': 'v=DMARC1; p=reject',
};

async function receive(options: Partial<ReceiverOptions> = {}) {
  const receiver = await startReceiver({
    host: '127.0.0.1',
    port: 0,
    name: 'receiver.test',
    recipients: ['Bcc@in.test'],
    resolver: async (name, type) => {
      const record = records[`${type} ${name}`];
      if (record === undefined) throw Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' });
      return [[record]];
    },
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  return { ...receiver, [Symbol.asyncDispose]: () => receiver.close() };
}

function message(id: string, from = 'anna@sender.test'): string {
  return `From: ${from}\r\nTo: bcc@in.test\r\nSubject: Test\r\nMessage-ID:\r\n <${id}@sender.test>\r\nDate: Wed, 25 Nov 2026 00:00:00 +0000\r\n\r\nHello\r\n`;
}

async function signed(id: string): Promise<string> {
  const mail = message(id);
  const key = { signingDomain: 'sender.test', selector: 'key', privateKey };
  const { signatures } = await dkimSign(mail, { ...key, signatureData: [key] });
  return signatures + mail;
}

/** Says all lines at once after the greeting, as a client that knows the answers may; answers what came back. */
async function submit(port: number, mail: string, { from = 'anna@sender.test', to = 'bcc@in.test' } = {}): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'readable');
  socket.write(['EHLO mail.sender.test', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA', `${mail}.`, 'QUIT', ''].join('\r\n'));
  return text(socket);
}

const soon = () => AbortSignal.timeout(5_000);

describe('the receiver', () => {
  it('sees a message arrive and who vouches for it', async () => {
    await using receiver = await receive();
    const waiting = receiver.arrivalOf('<one@sender.test>', soon());
    expect(await submit(receiver.port, await signed('one'))).toMatch(/^250 .*OK/m);
    expect(await waiting).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'pass' });
  });

  it('remembers what came before anybody asked, for several who ask', async () => {
    await using receiver = await receive();
    await submit(receiver.port, message('early'));
    const arrivals = await Promise.all([receiver.arrivalOf('<early@sender.test>', soon()), receiver.arrivalOf('<early@sender.test>', soon())]);
    expect(arrivals).toEqual(Array(2).fill({ spf: 'pass', dkim: 'none', dmarc: 'pass' }));
  });

  it('says so when nobody vouches for it, and when the name servers do not answer', async () => {
    await using receiver = await receive();
    await submit(receiver.port, message('forged', 'eve@stranger.test'), { from: 'eve@stranger.test' });
    expect(await receiver.arrivalOf('<forged@sender.test>', soon())).toEqual({ spf: 'fail', dkim: 'none', dmarc: 'fail' });
    await submit(receiver.port, message('unknown', 'eve@nowhere.test'), { from: 'eve@nowhere.test' });
    expect(await receiver.arrivalOf('<unknown@sender.test>', soon())).toEqual({ spf: 'none', dkim: 'none', dmarc: 'none' });

    await using deaf = await receive({ resolver: () => Promise.reject(Object.assign(new Error('ETIMEOUT'), { code: 'ETIMEOUT' })) });
    await submit(deaf.port, message('deaf'));
    expect(await deaf.arrivalOf('<deaf@sender.test>', soon())).toMatchObject({ spf: 'temperror' });
  });

  it('takes no mail for anybody else and relays none', async () => {
    await using receiver = await receive();
    for (const to of ['other@in.test', 'bcc@elsewhere.test', 'bcc']) expect(await submit(receiver.port, message('x'), { to })).toMatch(/^5\d\d /m);
    expect(await submit(receiver.port, message('case'), { to: 'BCC@IN.TEST' })).toMatch(/^250 .*OK/m);
  });

  it('takes no message that is too large and none without an id, and goes on', async () => {
    await using receiver = await receive();
    expect(await submit(receiver.port, `${message('big')}${'x'.repeat(70).concat('\r\n').repeat(20_000)}`)).toMatch(/^552 /m);
    await submit(receiver.port, 'Subject: no id\r\n\r\nMessage-ID: <body@sender.test>\r\n');
    await expect(receiver.arrivalOf('<body@sender.test>', AbortSignal.timeout(50))).rejects.toThrow('timeout');
    await submit(receiver.port, message('after'));
    await receiver.arrivalOf('<after@sender.test>', soon());
  });
});

describe('arrivals', () => {
  const arrival = { spf: 'pass', dkim: 'pass', dmarc: 'pass' } as const;

  it('are forgotten when there are too many or they are too old', async () => {
    const few = new ArrivalsInMemory({ most: 2, keepMs: 60_000 });
    for (const id of ['<1>', '<2>', '<3>']) few.tell(id, arrival);
    await expect(few.arrivalOf('<1>', AbortSignal.timeout(1))).rejects.toThrow();
    expect(await few.arrivalOf('<3>', soon())).toBe(arrival);

    const short = new ArrivalsInMemory({ most: 10, keepMs: -1 });
    short.tell('<1>', arrival);
    short.tell('<2>', arrival);
    await expect(short.arrivalOf('<1>', AbortSignal.timeout(1))).rejects.toThrow();
  });

  it('do not wait with a signal that has aborted already', async () => {
    await expect(new ArrivalsInMemory().arrivalOf('<1>', AbortSignal.abort('cancelled'))).rejects.toBe('cancelled');
  });
});
