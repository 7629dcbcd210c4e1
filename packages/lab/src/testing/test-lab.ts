import type { Service } from '@inbox-connect/core';
import { afterEach } from 'vitest';
import { type Lab, startLab } from '../lab.ts';
import { type ScenarioDefinition, scenario } from '../scenario.ts';
import { connectRaw, type RawClient } from './raw-client.ts';

/** The address of the one account of a test's lab. */
export const email = 'anna@test.lab.test';

/** Ways into a lab with one scenario, `test`; what a test opened is closed after it, the last first. */
export function useTestLab(service: Service, tlsPort: number) {
  const opened: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  async function lab(definition: Partial<ScenarioDefinition> = {}): Promise<Lab> {
    const started = await startLab({ scenarios: [scenario('test', { outcome: 'connected', ...definition })] });
    opened.push(() => started.close());
    return started;
  }

  async function talk(definition: Partial<ScenarioDefinition> = {}, port = tlsPort): Promise<{ client: RawClient; lab: Lab; greeting: string }> {
    const started = await lab(definition);
    const client = await connectRaw(started, { service, port }, port === tlsPort ? 'tls' : 'clear-text');
    opened.push(() => client.close());
    return { client, lab: started, greeting: await client.line() };
  }

  return { lab, talk, opened };
}
