import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { chooseStory, connectButton, disclosure } from './support/wizard.ts';

test('what a probe has shown to answer is used and tried with one click', async ({ page }) => {
  await chooseStory(page, 'Port 465 is closed');
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'smtp.smtp-port-closed.lab.test accepts no connections on port 465' })).toBeVisible();
  await expect(page.getByText('smtp-settings-incorrect', { exact: true })).toBeVisible();
  await expect(page.getByText('Your password is fine: the IMAP server accepted it.')).toBeVisible();
  const todo = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Use port 587 with STARTTLS and retry' }) });
  await expect(todo).toContainText('answers, verified');

  await disclosure(page, 'It could also be something else').click();
  await disclosure(page, 'Technical details').click();
  await expect(page.getByText('smtp.smtp-port-closed.lab.test port 587, STARTTLS answers', { exact: true })).toBeVisible();
  await expect(page.getByText(/^smtp\.smtp-port-closed\.lab\.test port \d+, .+: /).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Use port 587 with STARTTLS and retry' }).click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
  await expect(page.getByText(/^smtp\.smtp-port-closed\.lab\.test:587 · STARTTLS/)).toBeVisible();
});

test('server software worth a word is a remark beside the result, and no problem', async ({ page }) => {
  await chooseStory(page, 'Courier-IMAP');
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
  await expect(page.getByText(/^The IMAP server runs Courier-IMAP\./)).toBeVisible();
  await expectAccessible(page);
});

test('what answers for both services is used with one click', async ({ page }) => {
  await chooseStory(page, 'For another name');
  await connectButton(page).click();
  await page.getByRole('button', { name: 'Use both and retry' }).first().click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
});

test('a remedy asks for the password when the page has it no more, and keeps what it changes', async ({ page }) => {
  await chooseStory(page, 'Port 465 is closed');
  const password = await page.getByLabel('Password', { exact: true }).inputValue();
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Use port 587 with STARTTLS and retry' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
});

test('the message to IT can be read and copied, and does not name the person', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chooseStory(page, 'Port 465 is closed');
  await connectButton(page).click();
  await page.getByRole('button', { name: 'Copy message to IT' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const message = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of [
    'Error: SMTP settings incorrect (smtp-settings-incorrect)',
    'SMTP server: smtp.smtp-port-closed.lab.test, port 465, SSL/TLS',
    '127.0.0.1 port 465 refused the connection',
    'smtp.smtp-port-closed.lab.test port 587, STARTTLS answers',
    '198.51.100.8',
    'What to look at:',
  ]) {
    expect(message).toContain(part);
  }
  expect(message).toMatch(/Time: \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC \(/);
  expect(message).not.toContain('anna');
  await disclosure(page, 'Read it first').click();
  await expect(page.getByText('Could you look at it?', { exact: false })).toBeVisible();
  await expectAccessible(page);
});

test('a person can say whether it helped, and it is counted', async ({ page, service }) => {
  await chooseStory(page, 'Nobody listens');
  await connectButton(page).click();
  const question = page.getByRole('group', { name: 'Did this help?' });
  await question.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByText('Thank you.')).toBeVisible();
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toMatch(/diagnosis_feedback_total\{cause="connection-refused",remedy="[\w-]+",helped="true"\} 1/);
});

test('the box for every certificate is shown and ticked by the person, never by us', async ({ page }) => {
  await chooseStory(page, 'Out of date');
  await connectButton(page).click();
  await page.getByRole('button', { name: 'See the option' }).click();
  await expect(page.getByLabel('Allow non-secure certificate')).toBeFocused();
  await expect(page.getByLabel('Allow non-secure certificate')).not.toBeChecked();
  await page.keyboard.press('Space');
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What you could do', level: 3 })).toBeVisible();
  await expectAccessible(page);
});
