import { fetchLab, startCheck } from '@inbox-connect/client';
import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll } from '../support/accessible.ts';
import { findFaultyText } from '../support/find-text.ts';
import { speakPseudo } from '../support/pseudo-locale.ts';
import { expect, test } from '../support/test.ts';

async function expectGoodText(page: Page): Promise<void> {
  expect(await findFaultyText(page)).toEqual([]);
  await expectNoSidewaysScroll(page);
}

/** Starts the check of a story behind the page's back, and goes to it. */
async function goToCheckOf(page: Page, story: string, baseUrl: string): Promise<void> {
  const entry = (await fetchLab({ baseUrl })).find(({ name }) => name === story);
  if (entry === undefined) throw new Error(`The lab has no story ${story}`);
  const { id } = await startCheck(entry.request, { baseUrl });
  await page.goto(`/#check=${id}`);
}

for (const { width, height } of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test.describe(`at ${width} pixels every sentence is whole, from the catalogue, and has room to be longer`, () => {
    test.use({ viewport: { width, height } });
    test.beforeEach(({ page }) => speakPseudo(page));
    // Words that the page asks for beforehand may still be on their way.
    test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

    test('in the form', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.locator('summary').first().click();
      await expectGoodText(page);
      await page.locator('button[type=submit]').click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectGoodText(page);
    });

    test('in the demo lab, in the form that a story fills, and before a password goes out in clear text', async ({ page }) => {
      await page.goto('/#demo');
      const story = page.getByRole('button', { name: /It just works/ }).first();
      await expect(story).toBeVisible();
      await expectGoodText(page);
      await story.click();
      await expect(page.locator('#email')).toHaveValue('anna@healthy.lab.test');
      await expectGoodText(page);
      await page.locator('form button:not([type=submit])').last().click();
      await page.locator('select[name="smtp.security"]').selectOption('starttls');
      await page.locator('select[name="imap.security"]').selectOption('none');
      await expectGoodText(page);
      await page.locator('button[type=submit]').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectGoodText(page);
    });

    test('in a check that runs, and in one that was cancelled', async ({ page, service }) => {
      await goToCheckOf(page, 'message-not-arrived', service.url);
      await expect(page.getByRole('log')).toContainText('Test message sent');
      await expectGoodText(page);
      await page.locator('main button').first().click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('The check was cancelled');
      await expectGoodText(page);
    });

    for (const story of ['healthy', 'wrong-password', 'certificate-expired', 'two-faults', 'smtp-port-closed', 'message-rejected', 'certificate-wrong-name']) {
      test(`in the result of ${story}`, async ({ page, service }) => {
        await goToCheckOf(page, story, service.url);
        await expect(page.getByRole('heading', { name: 'Result', level: 2 })).toBeVisible();
        await page
          .locator('main details:not([open]) > summary')
          .evaluateAll((summaries) => summaries.map((summary) => summary instanceof HTMLElement && summary.click()));
        await expectGoodText(page);
      });
    }

    test('in the troubleshooting guide', async ({ page }) => {
      await page.goto('/#/guide');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectGoodText(page);
      await page.locator('main textarea').fill('535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6');
      await page
        .locator('main form')
        .filter({ has: page.locator('textarea') })
        .locator('button[type=submit]')
        .click();
      await expect(page.getByText('Explained: ⟦Password refused')).toBeAttached();
      await expectGoodText(page);
    });
  });
}
