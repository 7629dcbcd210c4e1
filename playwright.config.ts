import { defineConfig } from '@playwright/test';

/** Chromium as root and without a network: nothing of its own goes out. */
const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.cache/playwright',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright-results.json' }]],
  use: {
    locale: 'en-GB',
    launchOptions: { executablePath: process.env['PLAYWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium', args: chromiumArguments },
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    // What does not depend on the width is seen on the desktop alone.
    {
      name: 'phone',
      testIgnore: ['desktop/**', '{language,recovery,safety}.spec.ts'],
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
