import { type CheckOptions, type CheckResult, certificate, runCheck } from './run-check.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';
import { type ImapAnswers, imapAnswers, imapScript, type SmtpAnswers, smtpAnswers, smtpScript } from './scripts.ts';

interface Surroundings extends Omit<CheckOptions, 'imap' | 'smtp'> {
  readonly security?: CheckOptions['imap']['security'];
  readonly imap?: ImapAnswers;
  readonly imapGreeting?: string;
  readonly smtp?: SmtpAnswers;
  readonly certificate?: typeof certificate;
}

/** A check against two healthy servers, but for what is said. */
export async function checkWith(surroundings: Surroundings = {}): Promise<CheckResult & { readonly imap: ScriptedServer; readonly smtp: ScriptedServer }> {
  const { security = 'tls', ...options } = surroundings;
  const server = { security, certificate: surroundings.certificate ?? certificate };
  await using imap = await startScriptedServer(imapScript(server, { ...imapAnswers, ...surroundings.imap }, surroundings.imapGreeting));
  await using smtp = await startScriptedServer(smtpScript(server, { ...smtpAnswers, ...surroundings.smtp }));
  const result = await runCheck({ ...options, imap: { port: imap.port, security }, smtp: { port: smtp.port, security } });
  await Promise.all([imap.allClosed(), smtp.allClosed()]);
  return { ...result, imap, smtp };
}
