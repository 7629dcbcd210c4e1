import { labPassword } from '@inbox-connect/lab';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { connectButton, disclosure } from './support/wizard.ts';

/** Types an address and goes on to the next field. */
async function typeAddress(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Email address').press('Tab');
}

test('a known provider is recognised before the password is typed, and nobody types a server', async ({ page }) => {
  await page.goto('/');
  await typeAddress(page, 'anna@fastmail.com');
  await expect(page.getByText('Fastmail wants an app password here.', { exact: false })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Create an app password' })).toHaveAttribute('href', /^https:\/\/www\.fastmail\.help\//);
  await expect(page.getByLabel('App password', { exact: true })).toBeVisible();
  await expect(page.getByText('imap.fastmail.com:993, smtp.fastmail.com:465')).toBeVisible();
  await expect(page.getByText('Found through our list of providers')).toBeVisible();
  await expect(connectButton(page)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.getByLabel('IMAP server')).toHaveValue('imap.fastmail.com');
  await expect(page.getByText('Found through our list of providers')).toBeVisible();
  await disclosure(page, 'How we found this').click();
  await expect(page.getByText(/^found servers, /)).toBeVisible();
  await expectAccessible(page);
});

for (const [email, words] of [
  ['anna@hotmail.com', 'accepts no passwords for IMAP'],
  ['anna@proton.me', 'only through its own program'],
  ['anna@tuta.com', 'offers neither IMAP nor SMTP'],
  ['anna@gmx.de', 'keeps IMAP switched off'],
] as const) {
  test(`of ${email} the page says at once: ${words}`, async ({ page }) => {
    await page.goto('/');
    await typeAddress(page, email);
    await expect(page.getByText(words, { exact: false })).toBeVisible();
    await expectAccessible(page);
  });
}

test('servers that greet are found, and the inbox is connected without one of them being typed', async ({ page }) => {
  await page.goto('/');
  await typeAddress(page, 'anna@healthy.lab.test');
  await page.getByLabel('Password', { exact: true }).fill(labPassword);
  await expect(page.getByText('imap.healthy.lab.test:993, smtp.healthy.lab.test:465')).toBeVisible();
  await expect(connectButton(page)).toHaveAttribute('value', 'connect');
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
});

test('before a password goes to servers of somebody else that nobody vouches for, the page asks', async ({ page }) => {
  let started = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/checks') started += 1;
  });
  await page.goto('/');
  await typeAddress(page, 'anna@published.test');
  await page.getByLabel('Password', { exact: true }).fill(labPassword);
  await expect(page.getByText('Found through your domain’s DNS records')).toBeVisible();
  await expect(connectButton(page)).toHaveAttribute('value', 'connect');
  await connectButton(page).click();
  const dialog = page.getByRole('dialog', { name: 'Is lab.test your email provider?' });
  await expect(dialog.getByRole('button', { name: 'Look at the servers' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('IMAP server')).toHaveValue('imap.healthy.lab.test');
  expect(started).toBe(0);
  await connectButton(page).click();
  await dialog.getByRole('button', { name: 'Yes, connect' }).click();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
  expect(started).toBe(1);
});

test('where nothing is found, the fields hold a guess that says so, with the reason, and it goes where a person types', async ({ page }) => {
  await page.goto('/');
  await typeAddress(page, 'anna@unknown.test');
  await page.getByLabel('Password', { exact: true }).fill(labPassword);
  await expect(page.getByText('The next step shows our guess', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('nobody whom we asked knows them', { exact: false })).toBeVisible();
  await expect(page.getByLabel('IMAP server')).toHaveValue('imap.unknown.test');
  await expect(page.getByLabel('SMTP server')).toHaveValue('smtp.unknown.test');
  const guess = page.getByText('This is a guess from your address.', { exact: false });
  await expect(guess).toHaveCount(2);
  await expect(page.getByRole('group', { name: 'Incoming mail (IMAP)' })).toHaveAccessibleDescription(/^This is a guess/);
  await disclosure(page, 'Who was asked').click();
  await expect(page.getByText('your domain’s autoconfig')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('IMAP server').fill('mail.unknown.test');
  await expect(guess).toHaveCount(1);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  await typeAddress(page, 'anna@fastmail.com');
  await expect(page.getByText('Fastmail wants an app password here.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Review server settings' }).click();
  await expect(page.getByLabel('IMAP server')).toHaveValue('mail.unknown.test');
});

test('what a person has typed stays, whatever is found for another address', async ({ page }) => {
  await page.goto('/');
  await typeAddress(page, 'anna@fastmail.com');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByLabel('IMAP server').fill('imap.example.com');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByText('Found through', { exact: false })).toBeHidden();
  await typeAddress(page, 'anna@gmx.de');
  await expect(page.getByText('keeps IMAP switched off', { exact: false })).toBeVisible();
  await page
    .getByRole('button', { name: 'Back' })
    .or(page.getByRole('button', { name: 'Review server settings' }))
    .click();
  await expect(page.getByText('Enter your password').first()).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(labPassword);
  await page.getByRole('button', { name: 'Review server settings' }).click();
  await expect(page.getByLabel('IMAP server')).toHaveValue('imap.example.com');
  await expect(page.getByLabel('SMTP server')).toHaveValue('smtp.fastmail.com');
});

test('servers that were found go with the address that they were found for', async ({ page }) => {
  await page.goto('/');
  await typeAddress(page, 'anna@fastmail.com');
  await expect(page.getByText('imap.fastmail.com:993, smtp.fastmail.com:465')).toBeVisible();
  await typeAddress(page, 'anna@gmail.com');
  await expect(page.getByText('imap.gmail.com:993, smtp.gmail.com:465')).toBeVisible();
  await typeAddress(page, 'anna@unknown.test');
  await expect(page.getByText('imap.gmail.com:993, smtp.gmail.com:465')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
});
