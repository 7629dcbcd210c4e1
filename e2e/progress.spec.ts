import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { accountOf, chooseStory, connectButton, disclosure, enter, step } from './support/wizard.ts';

test('a check can be watched stage by stage', async ({ page }) => {
  await chooseStory(page, 'Accepted, then lost');
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Checking anna@message-not-arrived.lab.test' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Live progress' })).toBeVisible();
  await expect(page.getByRole('log')).toContainText('SMTP: Test message sent');
  await expect(step(page, 'Send a test message')).toContainText('Waiting for it to arrive');
  // What has passed is one line, which can be opened.
  const secured = page.getByText(/TLS 1\.3 · certificate valid \d+ days/);
  await expect(secured).toHaveCount(4);
  await expect(page.getByText('Connection secured', { exact: true }).first()).toBeHidden();
  await disclosure(page, 'Connect to the IMAP server').click();
  await expect(page.getByText('Connection secured', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('log').getByRole('paragraph')).toHaveCount(13);
});

test('a check can be cancelled, and what was stopped in the middle does not look passed', async ({ page }) => {
  await chooseStory(page, 'Accepted, then lost');
  await connectButton(page).click();
  await expect(page.getByRole('log')).toContainText('SMTP: Test message sent');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'The check was cancelled' })).toBeFocused();
  const proof = step(page, 'Send a test message');
  await expect(proof).toContainText('not reached, the check was cancelled');
  await expect(proof).not.toContainText('(passed)');
  await expect(page.getByRole('main')).not.toContainText(/settings incorrect|validation error|Unauthorized|Test email failed/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Change settings and try again' }).click();
  await expect(page.getByLabel('Email address')).toHaveValue('anna@message-not-arrived.lab.test');
  await expect(page.getByLabel('Password', { exact: true })).not.toHaveValue('');
});

test('a reload in the middle comes back to the check, without the password', async ({ page }) => {
  await chooseStory(page, 'A server that thinks');
  const password = await page.getByLabel('Password', { exact: true }).inputValue();
  await connectButton(page).click();
  await expect(page.getByRole('log')).toContainText('IMAP: Connection opened');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
  expect(page.url()).not.toContain(password);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(kept).not.toContain(password);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
  await page.getByRole('button', { name: 'Change settings and try again' }).click();
  await expect(page.getByLabel('Email address')).toHaveValue('anna@slow.lab.test');
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page.getByText('Type the password again: we do not keep it.')).toBeVisible();
});

test('one leaves a running check and comes back to it by the history', async ({ page }) => {
  await chooseStory(page, 'A server that thinks');
  await connectButton(page).click();
  await expect(page.getByRole('log')).toContainText('IMAP: Connection opened');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Connect your inbox' })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
});

test('the way back leads through the steps of the form, with everything that was typed', async ({ page }) => {
  await enter(page, accountOf('wrong-password'));
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Connect your inbox' })).toBeVisible();
  await expect(page.getByLabel('Email address')).toHaveValue('anna@wrong-password.lab.test');
  await page.goForward();
  await expect(page.getByLabel('IMAP server')).toHaveValue('imap.wrong-password.lab.test');
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('IMAP server')).toHaveValue('imap.wrong-password.lab.test');
  await page.goBack();
  await expect(page.getByLabel('Email address')).toHaveValue('anna@wrong-password.lab.test');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
});

test.describe('a check that is gone', () => {
  test.use({ expectedComplaints: [/Failed to load resource: the server responded with a status of 404/] });

  test('says so and offers a new one', async ({ page }) => {
    await page.goto('/#check=an-id-that-nobody-has');
    await expect(page.getByRole('heading', { name: 'This check is no longer here' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Start a new check' }).click();
    await expect(page.getByRole('heading', { name: 'Connect your inbox' })).toBeVisible();
  });
});
