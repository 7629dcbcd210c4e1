import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { accountOf, chooseStory, connectButton, disclosure, enter, step, tabTo } from './support/wizard.ts';

test('a person connects an inbox and sees the test message arrive', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle('Connect an inbox · Inbox Connect');
  for (const name of [
    'Connect to the IMAP server',
    'Sign in to the IMAP server',
    'Connect to the SMTP server',
    'Sign in to the SMTP server',
    'Send a test message',
  ]) {
    await expect(step(page, name)).toBeVisible();
  }
  await expectAccessible(page);

  await enter(page, accountOf('healthy'));
  await expect(page.getByText('imap.healthy.lab.test:993')).toBeVisible();
  await expectAccessible(page);
  await connectButton(page).click();

  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
  await expect(page.getByText(/^The test message left your server and arrived .+ later\.$/)).toBeVisible();
  await expect(page.getByText('imap.healthy.lab.test:993 · TLS 1.3')).toBeVisible();
  await expect(page.getByText('smtp.healthy.lab.test:465 · TLS 1.3')).toBeVisible();
  await expect(page.getByText('SPF pass · DKIM pass · DMARC pass', { exact: true })).toBeVisible();
  await expect(page.getByText(/^valid \d+ days, CN=imap\.healthy\.lab\.test$/)).toBeVisible();
  await expect(page).toHaveTitle('Your inbox is connected · Inbox Connect');
  await expectAccessible(page);

  await disclosure(page, 'Technical details').click();
  await expect(page.getByRole('region', { name: 'Conversation with the IMAP server' })).toContainText('EXAMINE');
  await expect(page.getByRole('region', { name: 'Conversation with the SMTP server' })).toContainText('MAIL FROM');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Check another inbox' }).click();
  await expect(page.getByLabel('Email address')).toHaveValue('');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
});

test('a wrong password counts once, and the right one can be typed in its place', async ({ page }) => {
  await enter(page, { ...accountOf('wrong-password'), password: 'of-last-year' });
  await connectButton(page).click();

  await expect(page.getByRole('heading', { name: 'The IMAP server refused this password' })).toBeFocused();
  await expect(page.getByText('Unauthorized · step 2 of 5')).toBeVisible();
  await expect(page.getByText('NO [AUTHENTICATIONFAILED]', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('You can fix this.')).toBeVisible();
  await expect(step(page, 'Sign in to the SMTP server')).toContainText('not tried, so that a refused password counts once');
  await expect(page.getByText('198.51.100.7', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy addresses' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Change settings and try again' }).click();
  await expect(page.getByLabel('Email address')).toHaveValue('anna@wrong-password.lab.test');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('of-last-year');
  await page.getByLabel('Password', { exact: true }).fill(accountOf('wrong-password').password);
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
});

test('an advice leads to the field that it is about', async ({ page }) => {
  await chooseStory(page, 'Last year’s password');
  await connectButton(page).click();
  await page.getByRole('button', { name: 'Enter a username' }).click();
  await expect(page.getByLabel('Custom username')).toBeFocused();
  await expectAccessible(page);
});

test('a certificate is shown before the question, and the very one can be trusted, in sight and until it is taken back', async ({ page }) => {
  await enter(page, accountOf('certificate-expired'));
  await connectButton(page).click();

  await expect(page.getByRole('heading', { name: 'The certificate of imap.certificate-expired.lab.test is not valid today' })).toBeVisible();
  await expect(page.getByText('Unauthorized: SSL certificate not trusted · step 1 of 5')).toBeVisible();
  await expect(page.getByText('Expired', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Your password was not sent to this server.')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Trust this certificate and retry' }).click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
  await expect(page.getByText('Worth knowing · step 1 of 5')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Change settings and try again' }).click();
  await expect(page.getByText('You trust one certificate although it is not secure:')).toBeVisible();
  await expect(page.getByLabel('Allow non-secure certificate')).not.toBeChecked();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Trust it no longer' }).click();
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'The certificate of imap.certificate-expired.lab.test is not valid today' })).toBeVisible();
});

test('two faults are told in one go', async ({ page }) => {
  await chooseStory(page, 'Two faults at once');
  await connectButton(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The check has failed with 2 problems.' })).toBeAttached();
  await expect(page.getByText('1 of 2 · Unauthorized: SSL certificate not trusted · step 1 of 5')).toBeVisible();
  await expect(page.getByText('2 of 2 · SMTP settings incorrect · step 3 of 5')).toBeVisible();
  await expectAccessible(page);
});

test('everything can be done by keyboard', async ({ page }) => {
  const account = accountOf('healthy');
  await page.goto('/');
  await tabTo(page, page.getByLabel('Email address'));
  // Nobody knows the servers of this domain.
  await page.keyboard.type('anna@unknown.test');
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Where is your mail?' })).toBeFocused();
  await tabTo(page, page.getByLabel('IMAP server'));
  await page.keyboard.type(account.imapHost);
  await tabTo(page, page.getByLabel('SMTP server'));
  await page.keyboard.type(account.smtpHost);
  await tabTo(page, disclosure(page, 'Advanced options'));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel('Custom username'));
  await page.keyboard.type(account.email);
  await tabTo(page, page.getByLabel('Allow non-secure certificate'));
  await page.keyboard.press('Space');
  await expect(page.getByLabel('Allow non-secure certificate')).toBeChecked();
  await tabTo(page, connectButton(page));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeFocused();
  await tabTo(page, disclosure(page, 'Technical details'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Conversation with the IMAP server' })).toBeVisible();
});
