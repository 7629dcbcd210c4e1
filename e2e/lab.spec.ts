import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { connectButton } from './support/wizard.ts';

test('a story fills the form with one click and starts with one more', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Demo lab' }).click();
  await expect(page.getByRole('heading', { name: 'Demo lab' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^App password needed/ }).click();
  await expect(page.getByText('Demo: App password needed')).toBeVisible();
  await expect(page.getByText('The check will end with “Unauthorized: app password required”.', { exact: false })).toBeVisible();
  await expect(page.getByLabel('Email address')).toHaveValue('anna@app-password-required.lab.test');
  await expectAccessible(page);
  await connectButton(page).click();
  await expect(page.getByText('Unauthorized: app password required · step 2 of 5')).toBeVisible();

  await page.getByRole('link', { name: 'Inbox Connect, to the form' }).click();
  await page.getByRole('button', { name: 'Clear the form' }).click();
  await expect(page.getByLabel('Email address')).toHaveValue('');
});

test('stories stand under what they are about, six before all others, and can be found by their words', async ({ page }) => {
  await page.goto('/#demo');
  const group = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(group('Stories to begin with').getByRole('listitem')).toHaveCount(6);
  await expect(group('Certificate and encryption').getByRole('listitem').first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a story' }).fill('Yahoo');
  await expect(page.getByRole('status')).toHaveText('2 stories');
  await expect(group('Certificate and encryption')).toHaveCount(0);
  await expect(group('App password').getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Find a story' }).fill('no such story');
  await expect(page.getByRole('status')).toHaveText('No story has these words. Try fewer of them.');
});
