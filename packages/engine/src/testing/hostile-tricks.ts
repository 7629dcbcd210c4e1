import { setTimeout as wait } from 'node:timers/promises';
import { deflateRawSync } from 'node:zlib';
import type { HostileServer, Session } from './hostile-family.ts';
import { drip, endless, escapes, html, imapOf, patience, smtpOf, takingMessage } from './hostile-scripts.ts';
import { issueCertificate } from './issue-certificate.ts';
import { hostName, password } from './run-check.ts';
import type { Peer } from './scripted-server.ts';
import { imapScript, smtpScript } from './scripts.ts';

const bytes = Buffer.from(password);
const everyByte = (mark: string) => [...bytes].map((byte) => mark + byte.toString(16).padStart(2, '0')).join('');

/** The password as a server may say it back: every encoding that is looked for, and cut in two. */
export const echoes: readonly string[] = [
  password,
  password.toUpperCase(),
  password.replaceAll('"', '\\"'),
  password.replaceAll('"', '&quot;'),
  bytes.toString('base64'),
  bytes.toString('base64url'),
  Buffer.from(`x${password}`).toString('base64').slice(2, -4),
  Buffer.from(`xy${password}`).toString('base64').slice(3, -4),
  bytes.toString('hex'),
  bytes.toString('hex').toUpperCase(),
  encodeURIComponent(password),
  everyByte('%'),
  everyByte('=').toUpperCase(),
  [...password].join('\u200b'),
  Buffer.from(`\0alice@example.test\0${password}`).toString('base64'),
  Buffer.from(`alice@example.test\0alice@example.test\0${password}`).toString('base64'),
  password.slice(0, 12),
  password.slice(12),
];

/** A reply so slow that it never comes to its end. */
const tarpit = (text: string) => async (peer: Peer) => {
  await drip(text.padEnd(20_000, 'x'))(peer);
  return undefined;
};

/** Megabytes in a few kilobytes, for whoever unpacks them. */
const bomb = deflateRawSync(Buffer.alloc(8 * 1024 * 1024, 'x'));

const compress = 'IMAP4rev1 SASL-IR AUTH=PLAIN COMPRESS=DEFLATE';
const over = { failed: 'authenticate', cause: 'protocol-error' } as const;
const selectOver = { failed: 'select', cause: 'protocol-error' } as const;

export const imapTricks: Readonly<Record<string, Session>> = {
  'COMPRESS offered, with a bomb behind it': {
    script: imapOf({
      AUTHENTICATE: (tag) => `${tag} OK [CAPABILITY ${compress}] in\r\n`,
      COMPRESS: (tag, _rest, peer) => {
        peer.send(`${tag} OK packed\r\n`);
        peer.send(bomb);
        return undefined;
      },
    }),
    failed: undefined,
  },
  'a bomb in place of the inbox': {
    script: imapOf({ EXAMINE: (_tag, _rest, peer) => void peer.send(bomb) }),
    failed: 'select',
    cause: 'connection-timeout',
    deadline: patience,
  },
  'an answer before the question': {
    script: imapOf({ AUTHENTICATE: (tag) => `${tag} OK [CAPABILITY ${compress}] in\r\n${nextTag(tag)} OK [READ-ONLY] open\r\n` }),
    ...over,
  },
  'two answers to one question': { script: imapOf({ EXAMINE: (tag) => `* 1 EXISTS\r\n${tag} OK open\r\n${tag} OK open\r\n` }), ...selectOver },
  'OK, then NO': { script: imapOf({ AUTHENTICATE: (tag) => `${tag} OK in\r\n${tag} NO out\r\n` }), ...over },
  'success without a tag': {
    script: imapOf({ AUTHENTICATE: () => '* OK signed in\r\n' }),
    failed: 'authenticate',
    cause: 'connection-timeout',
    deadline: patience,
  },
  'PREAUTH in place of consent': {
    script: imapOf({ AUTHENTICATE: () => '* PREAUTH in\r\n' }),
    failed: 'authenticate',
    cause: 'connection-timeout',
    deadline: patience,
  },
  'consent as slow as tar': {
    script: imapOf({ AUTHENTICATE: (tag, _rest, peer) => tarpit(`${tag} OK `)(peer) }),
    failed: 'authenticate',
    cause: 'connection-timeout',
    deadline: patience,
  },
  'mechanisms without number': {
    script: imapOf({ CAPABILITY: (tag) => `* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED ${'AUTH=X '.repeat(8_000)}\r\n${tag} OK done\r\n` }, '* OK hello\r\n'),
    failed: 'authenticate',
    cause: 'auth-method-unsupported',
  },
  'the password among its capabilities': {
    script: imapOf({ AUTHENTICATE: (tag) => `${tag} OK [CAPABILITY IMAP4rev1 ${echoes.join(' ').replaceAll(']', '')}] in\r\n` }),
    failed: undefined,
  },
  'the password among its folders': {
    script: imapOf({
      LIST: (tag) => `${echoes.map((text) => `* LIST (\\Junk) "/" {${Buffer.byteLength(text)}}\r\n${text}\r\n`).join('')}${tag} OK done\r\n`,
    }),
    failed: undefined,
  },
  'the password as a response code': {
    script: imapOf({ AUTHENTICATE: (tag) => `${tag} NO [${bytes.toString('hex')}] ${echoes.join('\t')}\r\n` }),
    failed: 'authenticate',
    cause: 'unexplained',
  },
  'the password as an alert of many': {
    script: imapOf({ EXAMINE: (tag) => `${echoes.map((text) => `* OK [ALERT] ${text}\r\n`).join('')}* 1 EXISTS\r\n${tag} OK open\r\n` }),
    failed: undefined,
  },
  'terminal escapes for folders': {
    script: imapOf({ LIST: (tag) => `* LIST (\\Sent) "/" {${Buffer.byteLength(html + escapes)}}\r\n${html}${escapes}\r\n${tag} OK done\r\n` }),
    failed: undefined,
  },
  'folders inside folders': {
    script: imapOf({ LIST: (tag) => `* LIST ${'('.repeat(900)}\r\n* LIST () "/" ${'"a" '.repeat(200)}\r\n${tag} OK done\r\n` }),
    failed: undefined,
  },
  'a reset in place of the inbox': { script: imapOf({ EXAMINE: (_tag, _rest, peer) => void peer.reset() }), failed: 'select', cause: 'connection-reset' },
  'a reset in place of the folders': { script: imapOf({ LIST: (_tag, _rest, peer) => void peer.reset() }), failed: 'select', cause: 'connection-reset' },
  'a BYE in place of the folders': { script: imapOf({ LIST: () => '* BYE going\r\n' }), failed: 'select', cause: 'server-unavailable' },
};

/** imapflow counts its tags on: `2` comes after `1`. */
function nextTag(tag: string): string {
  return (Number.parseInt(tag, 16) + 1).toString(16).toUpperCase();
}

const sendOver = { failed: 'send', cause: 'protocol-error' } as const;
const unavailable = (code: string) => () => `421 4.3.2 ${code} ${html}\r\n`;

export const smtpTricks: Readonly<Record<string, Session>> = {
  'a sign-in confirmed twice': { script: smtpOf({ AUTH: () => '235 in\r\n235 in\r\n' }), ...over },
  'a sign-in confirmed, then refused': { script: smtpOf({ AUTH: () => '235 in\r\n535 out\r\n' }), ...over },
  'a sign-in confirmed before the password came': {
    script: smtpOf({ EHLO: () => '250-mx\r\n250-STARTTLS\r\n250 AUTH LOGIN\r\n', AUTH: () => '235 in\r\n' }),
    ...over,
  },
  'consent as slow as tar': {
    script: smtpOf({ AUTH: (_rest, peer) => tarpit('235 ')(peer) }),
    failed: 'authenticate',
    cause: 'connection-timeout',
    deadline: patience,
  },
  'the password as many lines': {
    script: smtpOf({ AUTH: () => `${echoes.map((text) => `535-${text}\r\n`).join('')}535 5.7.8 no\r\n` }),
    failed: 'authenticate',
    cause: 'wrong-credentials',
  },
  'the password for a challenge': {
    script: smtpOf({ AUTH: () => `334 ${bytes.toString('base64')}\r\n`, '': () => `535 5.7.8 ${echoes.join(' ')}\r\n`, '*': () => '535 5.7.8 no\r\n' }),
    failed: 'authenticate',
    cause: 'wrong-credentials',
  },
  'the password after the message': { script: smtpOf({ DATA: takingMessage(`250 2.0.0 ${echoes.join(' ')}\r\n`) }), failed: undefined },
  'a 421 to MAIL': { script: smtpOf({ MAIL: unavailable('MAIL') }), failed: 'send', cause: 'server-unavailable' },
  'a 421 to RCPT': { script: smtpOf({ RCPT: unavailable('RCPT') }), failed: 'send', cause: 'server-unavailable' },
  'a 421 to DATA': { script: smtpOf({ DATA: unavailable('DATA') }), failed: 'send', cause: 'server-unavailable' },
  'a 421 after the message': { script: smtpOf({ DATA: takingMessage('421 4.3.2 later\r\n') }), failed: 'send', cause: 'server-unavailable' },
  'a reset to MAIL': { script: smtpOf({ MAIL: (_rest, peer) => void peer.reset() }), failed: 'send', cause: 'connection-reset' },
  'a reset to RCPT': { script: smtpOf({ RCPT: (_rest, peer) => void peer.reset() }), failed: 'send', cause: 'connection-reset' },
  'a reset to DATA': { script: smtpOf({ DATA: (_rest, peer) => void peer.reset() }), failed: 'send', cause: 'connection-reset' },
  'a sender taken twice': {
    script: smtpOf({ MAIL: () => '250 ok\r\n250 ok\r\n', RCPT: () => undefined, DATA: () => undefined }),
    failed: 'send',
    cause: 'connection-timeout',
    deadline: patience,
  },
  'a message asked for again': {
    script: smtpOf({
      DATA: async (rest, peer) => {
        await takingMessage('')(rest, peer);
        peer.send('354 once more\r\n');
        await wait(50);
        return '250 queued\r\n';
      },
    }),
    ...sendOver,
  },
  'a refusal without end after the message': {
    script: smtpOf({ DATA: async (rest, peer) => endless('550-no\r\n')(await takingMessage('')(rest, peer), peer) }),
    ...sendOver,
  },
};

const names = [`<script>${escapes.slice(0, 4)}`, ...Array.from({ length: 500 }, (_, index) => `${'x'.repeat(60)}${index}.example.test`)];
const disguised = await issueCertificate({ name: `${html}${escapes}`.replace('\0', ''), names });

/** Names of certificates are a server's words too. */
export const certificates: readonly HostileServer[] = (['imap', 'smtp'] as const).flatMap((service) =>
  (['tls', 'starttls'] as const).map((security) => {
    const options = { security, certificate: { certificate: disguised.pem, key: disguised.key } };
    return {
      name: `${service} ${security}, certificate: a script and terminal escapes for names, not ${hostName}`,
      service,
      security,
      script: service === 'imap' ? imapScript(options) : smtpScript(options),
      failed: 'secure',
      cause: 'certificate-self-signed',
    };
  }),
);
