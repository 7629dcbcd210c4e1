import { inspect } from 'node:util';
import type { ServerBehaviour } from '../behaviour.ts';
import { type Scenario, scenario } from '../scenario.ts';

/** Writes a scenario as a file of `scenarios/`: what a customer saw becomes a regression test. Only what differs from a sound pair of servers is written. */
export function writeScenario(written: Scenario): string {
  const { name, account, request, outcome, problems, delivery } = written;
  const usual = scenario(name, { outcome: 'connected' });
  const definition = {
    ...(account.signInName !== usual.account.signInName && { username: account.signInName }),
    ...section('imap', behaviourChanges(written.imap, usual.imap)),
    ...section('smtp', behaviourChanges(written.smtp, usual.smtp)),
    ...(delivery !== usual.delivery && { delivery }),
    ...section('request', {
      ...changes(without(request, 'imap', 'smtp', 'username', 'password'), without(usual.request, 'imap', 'smtp', 'username', 'password')),
      ...section('imap', changes(request.imap, usual.request.imap)),
      ...section('smtp', changes(request.smtp, usual.request.smtp)),
    }),
    outcome,
    ...(problems.length > 0 && { problems }),
  };
  const source = inspect(definition, { depth: 10, breakLength: 140, maxArrayLength: null, maxStringLength: null, sorted: false });
  return `import { scenario } from '../scenario.ts';\n\n/** Made of a report. */\nexport default scenario(${inspect(name)}, ${source});\n`;
}

function behaviourChanges<Reply extends string>(written: ServerBehaviour<Reply>, usual: ServerBehaviour<Reply>): object {
  // Ports are laid over the usual ones: those that did not answer are closed by name.
  const closed = Object.fromEntries(Object.keys(usual.ports).map((port) => [port, 'refuse']));
  return { ...changes(without(written, 'ports'), without(usual, 'ports')), ...section('ports', changes({ ...closed, ...written.ports }, usual.ports)) };
}

/** What is written otherwise than usual. */
function changes(written: object, usual: object): object {
  const known = new Map<string, unknown>(Object.entries(usual));
  return Object.fromEntries(Object.entries(written).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(known.get(key))));
}

function section(name: string, content: object): object {
  return Object.keys(content).length === 0 ? {} : { [name]: content };
}

function without(value: object, ...keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
