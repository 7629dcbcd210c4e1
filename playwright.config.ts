import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './scripts/chromium.ts';

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
    launchOptions: chromiumOptions,
    // A trace of every test would take a sixth of the time: `playwright test --trace on` makes one.
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    // What does not depend on the width is seen on the desktop alone.
    {
      name: 'phone',
      testIgnore: ['desktop/**', '{comfort,discovery,language,progress,recovery,safety}.spec.ts'],
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
