import { reportSchema, sharedLinkSchema } from '@inbox-connect/core';
import { labPassword } from '@inbox-connect/lab';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/test.ts';
import { disclosure } from '../support/wizard.ts';

/** Runs the story whose password is refused; answers the check's id and its report as a file. */
async function checkWrongPassword(page: Page) {
  await page.goto('/lab/wrong-password');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The IMAP server refused this password' })).toBeVisible();
  const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('check') ?? '';
  const report = reportSchema.parse(await (await page.request.get(`/api/checks/${id}`)).json());
  return { id, file: { name: 'report.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(report)) } };
}

test('a report is checked again with a password of today, and what has changed is told', async ({ page }) => {
  const { file } = await checkWrongPassword(page);
  await disclosure(page, 'Reproduce it yourself').click();
  await expect(page.getByText('curl --verbose', { exact: false })).toContainText('--user anna@wrong-password.lab.test');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Open a report' }).click();
  await page.getByLabel('Choose a report file').setInputFiles(file);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('region', { name: 'First report' })).toContainText('anna@wrong-password.lab.test');
  await page.goBack();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByText('The password goes to imap.wrong-password.lab.test, smtp.wrong-password.lab.test', { exact: false })).toBeVisible();
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveValue('');
  await expectAccessible(page);
  await password.fill(labPassword);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();

  await expect(page.getByRole('heading', { name: /^What has changed since/ })).toBeVisible();
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems.getByRole('listitem').first()).toContainText('The IMAP server refused this password');
  await expect(problems.getByRole('listitem').first()).toContainText('nothing');
  await expect(page.getByRole('region', { name: 'Settings', exact: true })).toHaveCount(0);
  await expectAccessible(page);
});

test('two reports stand side by side: two checks of this page, a shared one, one from a file', async ({ page }) => {
  const { id, file } = await checkWrongPassword(page);
  const shared = sharedLinkSchema.parse(await (await page.request.post('/api/reports', { data: { check: id, hideLocalPart: true } })).json());
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await page.getByRole('link', { name: /^Compare with the check of/ }).click();
  await expect(page.getByText('Nothing differs.')).toBeVisible();
  const second = page.getByRole('region', { name: 'Second report' });
  await second.getByRole('button', { name: 'Choose another' }).click();
  await second.getByRole('button', { name: 'Your inbox is not connected' }).click();
  await expect(page.getByText('Nothing differs.')).toBeVisible();
  await second.getByRole('button', { name: 'Choose another' }).click();
  await expectAccessible(page);
  await second.getByLabel('Link to a shared report').fill('a link');
  await second.getByRole('button', { name: 'Open the link' }).click();
  await expect(second.getByText('This is not a link to a shared report.')).toBeVisible();
  await second.getByLabel('Link to a shared report').fill(new URL(`/report/${shared.token}`, page.url()).href);
  await second.getByRole('button', { name: 'Open the link' }).click();

  const settings = page.getByRole('region', { name: 'Settings', exact: true });
  await expect(settings).toContainText('anna@wrong-password.lab.test');
  await expect(settings).toContainText('hidden@wrong-password.lab.test');
  await expect(page.getByRole('region', { name: 'Problems' })).toHaveCount(0);
  await expectAccessible(page);

  await second.getByRole('button', { name: 'Choose another' }).click();
  await second.getByLabel('Open a file').setInputFiles({ ...file, buffer: Buffer.from('{"schema": 1}') });
  await expect(second.getByText('This file is not a report of Inbox Connect.')).toBeVisible();
  await second.getByLabel('Open a file').setInputFiles(file);
  await expect(page.getByText('Nothing differs.')).toBeVisible();
  await page.getByLabel('Show what is the same too').check();
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('The IMAP server refused this password');
});
