import { parseConfig, type Server, startServer } from '@inbox-connect/checker';
import { test as base, expect, type Page } from '@playwright/test';
import { startNames } from './names.ts';

interface WorkerFixtures {
  readonly service: Server;
}

interface TestFixtures {
  /** Fails the test when the page complains, breaks its policy, or asks anybody but its own service. */
  readonly watched: undefined;
  /** What the test provokes itself and is no complaint, such as the browser's line about a refused request. */
  readonly expectedComplaints: readonly RegExp[];
}

/** Every test drives the real service with the mail lab, one for each worker. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      await using names = await startNames();
      const environment = {
        PORT: '0',
        LAB: 'on',
        LOG_LEVEL: 'silent',
        RATE_LIMITS: 'off',
        ALLOWED_NETWORKS: '127.0.0.1/32',
        ALLOWED_PORTS: '*',
        DNS_SERVERS: names.address,
      };
      const service = await startServer(parseConfig({ ...environment, EGRESS_ADDRESSES: '198.51.100.7,198.51.100.8' }));
      await use(service);
      await service.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ service }, use) => use(service.url),
  expectedComplaints: [[], { option: true }],
  watched: [
    async ({ page, service, expectedComplaints }, use) => {
      const complaints = await watch(page, service.url);
      await use(undefined);
      expect(complaints.filter((complaint) => !expectedComplaints.some((expected) => expected.test(complaint)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

async function watch(page: Page, origin: string): Promise<readonly string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) complaints.push(`request to ${request.url()}`);
  });
  await page.exposeFunction('reportViolation', (violation: string) => complaints.push(`policy: ${violation}`));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const report: unknown = Reflect.get(globalThis, 'reportViolation');
      if (typeof report === 'function') report(`${violatedDirective} ${blockedURI}`);
    });
  });
  return complaints;
}
