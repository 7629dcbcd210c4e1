import { type ConnectionSettings, type Problem, type Remedy, type RemedyId, type Service, type SettingsPatch, usualPorts } from '@inbox-connect/core';
import type { Catalogue } from './catalogue.ts';
import type { Values } from './interpolate.ts';

/** A problem in words: the article's name of the error, what happened, why, and who can fix it. */
export interface ProblemWords {
  readonly title: string;
  readonly meaning: string;
  readonly headline: string;
  readonly explanation: string;
  readonly owner: string;
}

type Settings = Pick<ConnectionSettings, 'email' | 'imap' | 'smtp'> | null;

export function describeProblem(catalogue: Catalogue, { service, cause, error, owner }: Problem, settings: Settings): ProblemWords {
  const { t } = catalogue;
  const values = valuesOf(catalogue, service, settings);
  return {
    title: t(`errors.${error}.title`),
    meaning: t(`errors.${error}.meaning`),
    headline: t(`problems.${cause}.headline`, values),
    explanation: t(`problems.${cause}.explanation`, values),
    owner: t(`owners.${owner}`),
  };
}

/** A remedy in words: something to do, a hint beside it, and what a button says that does it. */
export interface RemedyWords {
  readonly action: string;
  readonly hint: string;
  readonly button: string | undefined;
}

/** A remedy as something to do; a change of settings names what it changes to. */
export function describeRemedy(catalogue: Catalogue, { id, patch }: Remedy, service: Service, settings: Settings): RemedyWords {
  const { t, formatChoice } = catalogue;
  const { host, port, security } = patch?.[service] ?? {};
  const values = {
    ...valuesOf(catalogue, service, settings),
    ports: formatChoice(usualPorts[service].map((usual) => usual.port)),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(security === undefined ? {} : { security: t(`securities.${security}`) }),
    imap: describeEndpoint(catalogue, { ...settings?.imap, ...patch?.imap }),
    smtp: describeEndpoint(catalogue, { ...settings?.smtp, ...patch?.smtp }),
    ...(patch?.username === undefined ? {} : { username: patch.username }),
  };
  const button = `remedies.${id}.button`;
  return {
    action: t(`remedies.${id}.action`, values),
    hint: t(`remedies.${id}.hint`, values),
    button: patch !== undefined && catalogue.has(button) ? t(button, values) : undefined,
  };
}

function describeEndpoint({ t }: Catalogue, { host = '', port, security }: NonNullable<SettingsPatch['imap']>): string {
  if (port === undefined || security === undefined) return host;
  return t('facts.settings-used', { host, port, security: t(`securities.${security}`) });
}

/** A remedy in general, for one server or both, with no check at hand. */
export function describeAdvice({ t, formatChoice }: Catalogue, id: RemedyId, services: readonly Service[]): { readonly action: string; readonly hint: string } {
  const ports = services.flatMap((service) => usualPorts[service]);
  const values = {
    service: services.map((service) => t(`services.${service}`)).join('/'),
    ports: formatChoice(ports.map(({ port }) => port)),
    port: formatChoice(ports.filter(({ security }) => security === 'tls').map(({ port }) => port)),
    security: t('securities.tls'),
  };
  return { action: t(`remedies.${id}.action`, values), hint: t(`remedies.${id}.hint`, values) };
}

function valuesOf({ t }: Catalogue, service: Service, settings: Settings): Values {
  const name = t(`services.${service}`);
  if (settings === null) return { service: name, host: name, port: '', security: '', email: '' };
  const { host, port, security } = settings[service];
  return { service: name, host, port, security: t(`securities.${security}`), email: settings.email };
}
