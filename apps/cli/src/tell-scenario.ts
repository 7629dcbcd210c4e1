import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Catalogue, describeScenario } from '@inbox-connect/catalogue';
import { type Cause, reproduce, type Service, type Stage, serviceSchema } from '@inbox-connect/core';
import { hostOf, type Lab, type Scenario } from '@inbox-connect/lab';
import { table } from './table.ts';

/** What a person needs to point any mail program at a story. The file that it names goes with it. */
interface ToldScenario extends AsyncDisposable {
  readonly text: string;
}

export async function tellScenario(scenario: Scenario, lab: Lab, catalogue: Catalogue): Promise<ToldScenario> {
  const directory = await mkdtemp(join(tmpdir(), 'inbox-connect-lab-'));
  const authorityFile = join(directory, 'authority.pem');
  await writeFile(authorityFile, lab.rootPem);
  return {
    text: describe(scenario, lab, authorityFile, catalogue),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

function describe(scenario: Scenario, lab: Lab, authorityFile: string, catalogue: Catalogue): string {
  const { t } = catalogue;
  const { name, request } = scenario;
  const words = describeScenario(catalogue, name);
  return [
    t('cli.lab.one', { story: name }),
    ...(words === undefined ? [] : [words.description]),
    ...serviceSchema.options.flatMap((service) => [
      '',
      t('cli.lab.server', { service: t(`services.${service}`), host: request[service].host }),
      ...table(portsOf(scenario, service, lab)).map((line) => `  ${line}`),
    ]),
    '',
    t('cli.lab.authority', { path: authorityFile }),
    t('cli.lab.account', { email: request.email }),
    ...(request.username === undefined ? [] : [t('cli.lab.username', { username: request.username })]),
    t('cli.lab.own-password', { password: request.password }),
    '',
    t('note.reproduce.heading'),
    t('note.reproduce.lede'),
    ...commandsFor(scenario, lab, authorityFile).map((command) => `  ${command}`),
    '',
  ].join('\n');
}

/** Each port as settings name it, where it really is, and what it does there. */
function portsOf(scenario: Scenario, service: Service, lab: Lab): readonly (readonly string[])[] {
  const server = lab.privateHost(hostOf(service, scenario.domain));
  return Object.entries(scenario[service].ports).map(([port, behaviour]) => {
    const target = server?.target('', Number(port));
    return [port, target === undefined ? '–' : `${target.address}:${target.port}`, behaviour];
  });
}

interface Place {
  readonly service: Service;
  readonly stage: Stage;
  readonly cause: Cause;
}

/** Of a story in which all goes well, what comes last. */
const last: readonly Place[] = [
  { service: 'imap', stage: 'select', cause: 'unexplained' },
  { service: 'smtp', stage: 'send', cause: 'unexplained' },
];

/** What shows the faults; a name that nobody has cannot be found by other programs either. */
function commandsFor({ problems, request }: Scenario, lab: Lab, authorityFile: string): readonly string[] {
  return (problems.length === 0 ? last : problems).flatMap((place) => {
    const { host, port } = request[place.service];
    const dial = dialOf(host, port, lab);
    return reproduce(place, request, { authorityFile, ...(dial !== undefined && { dial }) }).map(({ command }) => command);
  });
}

function dialOf(host: string, port: number, lab: Lab): { readonly address: string; readonly port: number } | undefined {
  const known = lab.privateHost(host);
  const [address] = known?.addresses ?? [];
  return address === undefined ? undefined : known?.target(address, port);
}
