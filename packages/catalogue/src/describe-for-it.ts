import { type ConnectionSettings, type ErrorId, isDemo, type Problem, type ServiceConfig, showsFault, stepOf } from '@inbox-connect/core';
import type { Catalogue, MessageKey } from './catalogue.ts';
import { describeObservation } from './describe-observation.ts';
import { describeProblem } from './describe-problem.ts';

/** What the message to IT is about. */
interface ItMatter {
  readonly problem: Problem;
  readonly settings: Pick<ConnectionSettings, 'email' | 'username' | 'imap' | 'smtp'>;
  readonly config: Pick<ServiceConfig, 'egressAddresses'>;
  /** When it was seen. */
  readonly now: Date;
  /** The reader's own time zone, as IANA names it; the system's unless given. */
  readonly timeZone?: string;
}

/**
 * A message that a person can hand to those who run the mail server: what failed, when, in the server's own words, and what to
 * look at. It names the domain of the address but not the person, and holds no password.
 */
export function describeForIt(catalogue: Catalogue, { problem, settings, config, now, timeZone }: ItMatter): string {
  const { t, formatMoment } = catalogue;
  const { service, error } = problem;
  const { host, port, security } = settings[service];
  const domain = settings.email.slice(settings.email.lastIndexOf('@') + 1);
  const anonymous = { ...settings, email: `…@${domain}` };
  const { title, headline } = describeProblem(catalogue, problem, anonymous);
  const values = { service: t(`services.${service}`), host, port, security: t(`securities.${security}`), domain };
  const seen = problem.evidence.filter((observation) => showsFault(observation) && observation.type !== 'settings-used');
  const answered = problem.evidence.filter((observation) => observation.type === 'endpoint-probed' && observation.outcome === 'answered');
  const lines = (observations: Problem['evidence']) =>
    [...new Set(observations.flatMap((observation) => describeObservation(catalogue, observation, now).split('\n')))].map(
      (line) => `    ${withoutPerson(line, settings)}`,
    );
  const part = (heading: MessageKey, content: readonly string[]) => (content.length === 0 ? [] : [[t(heading, values), ...content].join('\n')]);
  return [
    ...(isDemo(settings) ? [t('page.demo-mark')] : []),
    t('note.greeting'),
    t('note.introduction', { ...values, step: stepOf(service, problem.stage) }),
    [
      t('note.error', { title, id: error }),
      t('note.happened', { headline }),
      t('note.server', values),
      t('note.time', { utc: formatMoment(now, 'UTC'), local: formatMoment(now, timeZone) }),
    ].join('\n'),
    ...part('note.saw', lines(seen)),
    ...part('note.answered', lines(answered)),
    ...part(
      'note.addresses',
      config.egressAddresses.map((address) => `    ${address}`),
    ),
    ...part(
      'note.look-at',
      looksByError[error].map((look) => `- ${t(`note.looks.${look}`, values)}`),
    ),
  ].join('\n\n');
}

type Look =
  | 'name-and-port'
  | 'firewall'
  | 'encryption'
  | 'restriction'
  | 'log'
  | 'connections'
  | 'sign-in-name'
  | 'sign-in-way'
  | 'certificate'
  | 'chain'
  | 'sending';

const reach = ['name-and-port', 'firewall', 'encryption'] as const;
const validate = ['name-and-port', 'encryption', 'restriction'] as const;
const signIn = ['log', 'sign-in-way', 'connections', 'restriction'] as const;

/** What those who run the server can see and a person cannot, for each error of the article. */
const looksByError: Readonly<Record<ErrorId, readonly Look[]>> = {
  'imap-settings-incorrect': reach,
  'smtp-settings-incorrect': reach,
  'imap-validation-error': validate,
  'smtp-validation-error': validate,
  'imap-authentication-error': signIn,
  'smtp-authentication-error': signIn,
  unauthorized: ['log', 'sign-in-name', 'sign-in-way', 'restriction'],
  'app-password-required': ['sign-in-way', 'log'],
  'certificate-not-trusted': ['certificate', 'chain'],
  'test-message-failed': ['sending', 'restriction', 'log'],
};

/** A server may repeat the address or the user name: the message names neither. */
function withoutPerson(line: string, { email, username }: ItMatter['settings']): string {
  const domain = email.slice(email.lastIndexOf('@'));
  const named = line.replaceAll(email, `…${domain}`);
  return username === undefined ? named : named.replaceAll(username, '…');
}
