import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { accountOf, connectButton, disclosure, enter } from './support/wizard.ts';

test('errors are gathered above the form, lead to their fields, and keep what was typed', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Email address').fill('anna');
  await page.getByRole('button', { name: 'Continue' }).click();

  const summary = page.getByRole('alert', { name: 'There are 2 problems' });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle('Error: Connect an inbox · Inbox Connect');
  const sentence = 'Write one address with a name, an @ and a domain, such as anna@example.com';
  await expect(page.getByLabel('Email address')).toHaveAccessibleDescription(sentence);
  await expect(page.getByLabel('Email address')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Email address')).toHaveValue('anna');
  await expectAccessible(page);

  await summary.getByRole('link', { name: `Email address: ${sentence}` }).click();
  await expect(page.getByLabel('Email address')).toBeFocused();
  await summary.getByRole('link', { name: 'Enter your password' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
});

test('errors of the servers name each field, and an error of an earlier step leads back to it', async ({ page }) => {
  await enter(page, { ...accountOf('healthy'), imapHost: 'imap.example.com:993', smtpHost: 'mail' });
  await page.getByLabel('SMTP port').fill('99999');
  await connectButton(page).click();
  const summary = page.getByRole('alert', { name: 'There are 3 problems' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    'IMAP server: Write the name of the server only; the port has a field of its own',
    'SMTP server: Write the full name of the server, such as mail.example.com',
    'SMTP port: A port is a whole number from 1 to 65535',
  ]);
  await expectAccessible(page);
});

test('an error among the advanced options opens them', async ({ page }) => {
  await enter(page, accountOf('healthy'));
  await disclosure(page, 'Advanced options').click();
  await page.getByLabel('Custom username').fill('x'.repeat(321));
  await disclosure(page, 'Advanced options').click();
  await connectButton(page).click();
  await expect(page.getByLabel('Custom username')).toBeVisible();
  await expect(page.getByLabel('Custom username')).toHaveAttribute('aria-invalid', 'true');
});

test('port and security follow each other, and say so', async ({ page }) => {
  await enter(page, accountOf('healthy'));
  await page.getByLabel('SMTP security').selectOption('STARTTLS');
  await expect(page.getByLabel('SMTP port')).toHaveValue('587');
  await expect(page.getByText('Port changed to 587, the usual one for STARTTLS.')).toBeVisible();
  await page.getByLabel('SMTP port').fill('465');
  await expect(page.getByLabel('SMTP security')).toHaveValue('tls');
  await expect(page.getByText('Security changed to SSL/TLS, the usual one for port 465.')).toBeVisible();
  await page.getByLabel('IMAP port').fill('1143');
  await page.getByLabel('IMAP security').selectOption('STARTTLS');
  await expect(page.getByLabel('IMAP port')).toHaveValue('1143');
});

test('no encryption is asked about before anything is sent, and the safe answer changes nothing', async ({ page }) => {
  let started = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/checks')) started += 1;
  });
  await enter(page, accountOf('healthy'));
  await page.getByLabel('IMAP security').selectOption('No encryption');
  await expect(page.getByText('Without encryption, anybody on the way can read your password.')).toBeVisible();
  await connectButton(page).click();
  const dialog = page.getByRole('dialog', { name: 'Connect without encryption?' });
  await expect(dialog).toContainText('imap.healthy.lab.test:143');
  await expect(dialog.getByRole('button', { name: 'Change the security' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(started).toBe(0);
  await connectButton(page).click();
  await dialog.getByRole('button', { name: 'Connect without encryption' }).click();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
  expect(started).toBe(1);
});

test('a password can be shown, is never altered, and a slip at its ends is pointed out', async ({ page }) => {
  await page.goto('/');
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
  await password.fill('geheim ');
  await expect(page.getByText('The password begins or ends with a space.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await page.getByLabel('Email address').fill('anna@example.com');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(password).toHaveValue('geheim ');
  await expect(password).toHaveAttribute('type', 'password');
});

test('it is said beforehand that no test message will be sent', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('not sent, no BCC address is set up here')).toBeVisible();
  await disclosure(page, 'Advanced options').click();
  await expect(page.getByText('No test message will be sent: no BCC address is set up here.', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Email address').fill('anna@healthy.lab.test');
  await expect(page.getByLabel('Send a test message')).toBeChecked();
});

test.describe('what the service refuses', () => {
  test.use({ expectedComplaints: [/Failed to load resource: the server responded with a status of 400/] });

  test('is shown beside the fields that it names', async ({ page }) => {
    await enter(page, accountOf('healthy'));
    const errors = [
      { field: 'smtp.host', code: 'not-a-host-name', detail: 'not a host name' },
      { field: 'trustedCertificates.0', code: 'not-a-fingerprint', detail: 'A fingerprint has 64 digits' },
    ];
    const problem = { type: 'about:blank', title: 'Bad Request', status: 400, errors };
    await page.route('**/api/checks', (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
    await connectButton(page).click();
    const summary = page.getByRole('alert', { name: 'There are 2 problems' });
    await expect(summary).toBeFocused();
    await expect(summary).toContainText('A fingerprint has 64 hexadecimal digits');
    await expect(page.getByLabel('SMTP server')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
  });
});
