import type { Security } from '@inbox-connect/core';
import { certificate } from './run-check.ts';
import type { Peer, Script } from './scripted-server.ts';
import { type ImapAnswers, imapAnswers, imapScript, type SmtpAnswers, smtpAnswers, smtpScript } from './scripts.ts';

/** Milliseconds for a stage whose server would use up all that it gets. */
export const patience = 600;
export const html = '<html><script>alert(1)</script><img src=x onerror=alert(2)></html>';
export const escapes = '\u001b[2J\u001b]0;owned\u0007\u202egnp.exe\u200b\u0000';

/** Accepts the connection and never says a word. */
export const silence: Script = (peer) => peer.untilLeft();

export const banner =
  (text: string | Buffer): Script =>
  async (peer) => {
    peer.send(text);
    await peer.untilLeft();
  };

/** Sends without end, as long as the client takes it in. */
export const flood =
  (opening: string, text: string): Script =>
  async (peer) => {
    peer.send(opening);
    while (!peer.isOver) {
      if (!peer.isFull) peer.send(text.repeat(200));
      await new Promise((resolve) => (peer.isFull ? setTimeout(resolve, 5) : setImmediate(resolve)));
    }
  };

export const drip =
  (text: string): Script =>
  async (peer) => {
    for (const character of text) {
      if (peer.isOver) return;
      peer.send(character);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

/** An answer that is more of the same, as long as the client takes it in. */
export const endless =
  (text: string) =>
  async (...parameters: readonly unknown[]) => {
    const peer = parameters.at(-1);
    if (isPeer(peer)) await flood('', text)(peer);
    return undefined;
  };

function isPeer(value: unknown): value is Peer {
  return typeof value === 'object' && value !== null && 'send' in value && 'line' in value;
}

export const imapOf = (answers: ImapAnswers, greeting?: string) => (security: Security) =>
  imapScript({ security, certificate }, { ...imapAnswers, ...answers }, greeting);
export const smtpOf = (answers: SmtpAnswers) => (security: Security) => smtpScript({ security, certificate }, { ...smtpAnswers, ...answers });

/** Takes the message, and answers so. */
export const takingMessage = (answer: string) => async (_: string, peer: Peer) => {
  peer.send('354 go on\r\n');
  while ((await peer.line()) !== '.');
  return answer;
};
