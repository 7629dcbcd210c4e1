import type { Catalogue } from '@inbox-connect/catalogue';
import { openSurroundings } from '@inbox-connect/checker';
import { type Candidate, type Discovery, hintsAbout, parseDiscoverRequest } from '@inbox-connect/core';
import { discover } from '@inbox-connect/discovery';
import { labZone } from '@inbox-connect/lab';
import { readConfig } from '../config.ts';
import { formatEndpoint } from '../endpoint.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import type { Stop } from '../stop.ts';

/** Finds the servers of an address in this process; the lab is started when an address of it is meant. Throws a `UsageError` for what is no address. */
export async function runDiscover(address: string, { json }: { readonly json?: true }, catalogue: Catalogue, stop: Stop): Promise<number> {
  const { t } = catalogue;
  const parsed = parseDiscoverRequest({ email: address });
  if ('errors' in parsed) {
    throw new UsageError(
      parsed.errors.map(({ code }) => t('cli.discover.notAnAddress', { text: shorten(printable(address)), reason: t(`fields.${code}`) })).join('\n'),
    );
  }
  const { email } = parsed.request;
  const discovery = await find(email, stop.signal);
  const stopped = stop.exitCode();
  if (stopped !== undefined) return stopped;
  process.stdout.write(`${json ? JSON.stringify(discovery) : describe(discovery, email, catalogue).join('\n')}\n`);
  return discovery.candidates.length > 0 ? exitCodes.done : exitCodes.problem;
}

async function find(email: string, signal: AbortSignal): Promise<Discovery> {
  const config = readConfig();
  const lab = config.lab && email.toLowerCase().endsWith(`.${labZone}`);
  const reportError = (error: unknown) => process.emitWarning(error instanceof Error ? error : String(error));
  await using surroundings = await openSurroundings({ ...config, receiverDomain: undefined, lab }, reportError);
  const steps = discover(email, { ...surroundings.discovery, signal });
  let step = await steps.next();
  while (step.done !== true) step = await steps.next();
  return step.value;
}

function describe({ provider, candidates, tried }: Discovery, email: string, catalogue: Catalogue): readonly string[] {
  const { t, formatDuration } = catalogue;
  const about = provider === undefined ? [] : [t('cli.discover.provider', { name: provider.name }), ...describeHints(provider, catalogue), ''];
  const servers =
    candidates.length === 0 ? [t('cli.discover.nothing', { address: email }), ''] : candidates.flatMap((candidate) => describeCandidate(candidate, catalogue));
  const asked = tried.map(({ source, outcome, durationMs }) =>
    t('cli.discover.source', { source: t(`discovery.sources.${source}`), outcome: t(`discovery.outcomes.${outcome}`), duration: formatDuration(durationMs) }),
  );
  return [...about, ...servers, t('cli.discover.tried'), ...asked];
}

function describeHints(provider: NonNullable<Discovery['provider']>, { t }: Catalogue): readonly string[] {
  return hintsAbout(provider).flatMap(({ id, url }) => [
    t('cli.discover.hint', { hint: t(`discovery.hints.${id}`, { provider: provider.name }) }),
    ...(url === undefined ? [] : [t('cli.discover.help', { url })]),
  ]);
}

function describeCandidate({ source, imap, smtp, unconfirmedDomains = [] }: Candidate, { t }: Catalogue): readonly string[] {
  const lines = (service: 'imap' | 'smtp', servers: Candidate['imap']) =>
    servers.map((server) =>
      t('cli.discover.server', { service: t(`services.${service}`), server: formatEndpoint(server), username: printable(server.username) }),
    );
  const confirm = unconfirmedDomains.length === 0 ? [] : [t('cli.discover.confirm', { domains: unconfirmedDomains.join(', ') })];
  return [t('cli.discover.candidate', { source: t(`discovery.sources.${source}`) }), ...lines('imap', imap), ...lines('smtp', smtp), ...confirm, ''];
}

/** What is no address may be a whole document. */
function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

/** User names come from files of strangers: nothing in them moves a terminal's cursor. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '\ufffd');
}
