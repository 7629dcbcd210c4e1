/**
 * `npm run screenshots`: takes the pictures of the README and the docs anew, of the real page on the real service with the
 * mail lab. Window, language, theme and stories are always the same; times are those of this machine.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseConfig, startServer } from '@inbox-connect/checker';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumOptions } from './chromium.ts';

interface Picture {
  readonly name: string;
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  /** Leads the page to what the picture shows. */
  readonly pose: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  {
    name: 'form',
    pose: async (page) => {
      await page.goto('/');
      await page.getByLabel('Email address').waitFor();
    },
  },
  {
    name: 'check',
    pose: async (page) => {
      await run(page, 'slow');
      await page
        .getByRole('listitem')
        .filter({ hasText: /^Signed in/ })
        .first()
        .waitFor();
    },
  },
  { name: 'diagnosis', pose: (page) => runToResult(page, 'certificate-wrong-name') },
  { name: 'diagnosis-phone', width: 390, pose: (page) => runToResult(page, 'app-password-required') },
  { name: 'connected', theme: 'dark', pose: (page) => runToResult(page, 'healthy') },
  {
    name: 'report',
    pose: async (page) => {
      await runToResult(page, 'two-faults');
      const id = new URL(page.url()).hash.replace('#check=', '');
      await page.goto(`/#report=${id}`);
      await page.getByText('Demo: simulated servers', { exact: true }).waitFor();
    },
  },
  {
    name: 'demo-lab',
    theme: 'dark',
    pose: async (page) => {
      await page.goto('/lab');
      await page.getByText('DKIM pass').first().waitFor();
    },
  },
  {
    name: 'tour',
    pose: async (page) => {
      await page.goto('/lab');
      await page.getByRole('button', { name: 'Guided tour, 90 s' }).click();
      await page.getByRole('button', { name: 'Run the check' }).click();
      await page.getByRole('heading', { name: 'Result', level: 2 }).waitFor();
    },
  },
  {
    name: 'guide',
    pose: async (page) => {
      await page.goto('/#/guide');
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
];

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));

await mkdir(folder, { recursive: true });
await using parts = new AsyncDisposableStack();
const service = await startServer(parseConfig({ PORT: '0', LAB: 'on', LOG_LEVEL: 'silent', RATE_LIMITS: 'off' }));
parts.defer(() => service.close());
const browser = await chromium.launch(chromiumOptions);
parts.defer(() => browser.close());
for (const picture of pictures) {
  await take(browser, picture);
  console.log(`docs/images/${picture.name}.png`);
}

async function take(browser: Browser, { name, width = 1280, theme = 'light', pose }: Picture): Promise<void> {
  await using context = await browser.newContext({
    baseURL: service.url,
    viewport: { width, height: 800 },
    colorScheme: theme,
    // Nothing turns or goes on by itself.
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await pose(page);
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled', caret: 'hide', fullPage: width < 1280 });
}

async function run(page: Page, story: string): Promise<void> {
  await page.goto(`/lab/${story}`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

async function runToResult(page: Page, story: string): Promise<void> {
  await run(page, story);
  await page.getByRole('heading', { name: 'Result', level: 2 }).waitFor();
}
