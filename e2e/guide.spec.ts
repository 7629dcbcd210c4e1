import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { chooseStory, connectButton, disclosure, tabTo } from './support/wizard.ts';

const returnedMessage = `Your message to anna@example.com could not be delivered.

<anna@example.com>: host mx.example.com[192.0.2.25] said: 550 5.1.1 User unknown (in reply to RCPT TO command)`;

test('the table of contents leads to every part by keyboard', async ({ page, isMobile }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Troubleshooting' }).click();
  await expect(page.getByRole('heading', { name: 'Troubleshooting', level: 1 })).toBeVisible();
  if (isMobile) {
    await disclosure(page, 'On this page').focus();
    await page.keyboard.press('Enter');
  }
  const contents = page.getByRole('navigation', { name: 'On this page' });
  for (const name of ['IMAP validation error', 'Technical requirements', 'IMAP validation error']) {
    const link = contents.getByRole('link', { name });
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name })).toBeFocused();
    await expect(page.getByRole('heading', { name })).toBeInViewport();
    await expect(link).toHaveAttribute('aria-current', 'location');
  }
  const second = page.getByRole('heading', { name: 'IMAP validation error' });
  await tabTo(page, page.getByRole('article', { name: 'IMAP validation error' }).getByRole('link', { name: 'Technical requirements' }));
  await expect(second).toBeInViewport();
});

test('an address leads to one entry, and opens it', async ({ page }) => {
  await page.goto('/#/guide/ip-not-allowed');
  await expect(page.getByRole('heading', { name: 'Address not allowed' })).toBeFocused();
  await expect(page.getByText('LOGIN DENIED -- COUNTRY IS BLACKLISTED', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Test email failed' }).last().click();
  await expect(page).toHaveURL(/#\/guide\/test-message-failed$/);
  await expect(page.getByRole('heading', { name: 'Test email failed' })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Address not allowed' })).toBeFocused();
  await page.goto('/?lang=nl#/guide/ip-not-allowed');
  await expect(page.getByRole('heading', { name: 'Adres niet toegestaan' })).toBeFocused();
});

test('a diagnosis leads to the entry of its error', async ({ page }) => {
  await chooseStory(page, 'App password needed');
  await connectButton(page).click();
  await page.getByRole('link', { name: 'More about this error' }).click();
  await expect(page.getByRole('heading', { name: 'Unauthorized: app password required' })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'The IMAP server wants an app password' })).toBeVisible();
});

for (const { kind, text, name, place } of [
  { kind: 'a server', text: 'A3 NO [AUTHENTICATIONFAILED] Authentication failed.', name: 'Password refused', place: 'Unauthorized · step 2 of 5' },
  { kind: 'a program', text: 'Error: getaddrinfo ENOTFOUND smtp.example.cm', name: 'Server name not found', place: 'SMTP settings incorrect · step 3 of 5' },
  { kind: 'a message that came back', text: returnedMessage, name: 'Recipient refused', place: 'Test email failed · step 5 of 5' },
]) {
  test(`an error of ${kind} is explained`, async ({ page }) => {
    await page.goto('/#/guide');
    await page.getByLabel('The error, word for word').fill(text);
    await page.getByRole('button', { name: 'Explain it' }).click();
    await expect(page.getByRole('heading', { name, level: 3 })).toBeFocused();
    await expect(page.getByText(place)).toBeVisible();
    await page.getByRole('link', { name: 'More about this error' }).click();
    await expect(page.getByRole('heading', { name, level: 4 })).toBeFocused();
  });
}

test('where it happened can be corrected', async ({ page }) => {
  await page.goto('/#/guide');
  await page.getByRole('button', { name: 'Explain it' }).click();
  await expect(page.getByLabel('The error, word for word')).toBeFocused();
  await expect(page.getByText('Paste the words of an error first')).toBeVisible();
  await page.getByLabel('The error, word for word').fill('Connection timed out');
  await page.getByRole('button', { name: 'Explain it' }).click();
  await expect(page.getByText('IMAP settings incorrect · step 1 of 5')).toBeVisible();
  await page.getByLabel('Which server').focus();
  await page.getByLabel('Which server').selectOption('SMTP');
  await expect(page.getByText('SMTP settings incorrect · step 3 of 5')).toBeVisible();
  await expect(page.getByLabel('Which server')).toBeFocused();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByLabel('The error, word for word')).toHaveValue('');
});

test.describe('without the service', () => {
  test.use({ expectedComplaints: [/Failed to load resource: net::/] });

  test('nothing is explained, and what was pasted stays', async ({ page }) => {
    await page.goto('/#/guide');
    await page.route('**/api/diagnose', (route) => route.abort());
    await page.getByLabel('The error, word for word').fill('535 5.7.8 Error: authentication failed');
    await page.getByRole('button', { name: 'Explain it' }).click();
    await expect(page.getByRole('alert')).toHaveText('The explanation could not be fetched. Look at your internet connection and try again.');
    await page.unroute('**/api/diagnose');
    await page.getByRole('button', { name: 'Explain it' }).click();
    await expect(page.getByRole('heading', { name: 'Password refused', level: 3 })).toBeFocused();
  });
});

test('a line that signs in is pointed out and stays in the page', async ({ page }) => {
  const secret = 'AGFubmFAZXhhbXBsZS5jb20AczNjcmV0';
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await page.goto('/#/guide');
  await page.getByLabel('The error, word for word').fill(`C: AUTH PLAIN ${secret}\nS: 535 5.7.8 Error: authentication failed`);
  await expect(page.getByText('One line looks like the one with which a mail program signs in', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Explain it' }).click();
  await expect(page.getByRole('heading', { name: 'Password refused', level: 3 })).toBeVisible();
  expect(sent.some((body) => body.includes('authentication failed'))).toBe(true);
  expect(sent.filter((body) => body.includes(secret))).toEqual([]);
});

test('the addresses to allow can be copied, and app passwords are linked', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/#/guide/addresses');
  await page.getByRole('button', { name: 'Copy addresses' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('198.51.100.7\n198.51.100.8');
  await expect(page.getByRole('link', { name: 'Fastmail' })).toHaveAttribute('href', /^https:\/\/www\.fastmail\.help\//);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('the guide can be read', async ({ page }) => {
      await page.goto('/#/guide/wrong-credentials');
      await expect(page.getByRole('heading', { name: 'Password refused' })).toBeFocused();
      await page.getByLabel('The error, word for word').fill('554 5.7.1 Relay access denied');
      await page.getByRole('button', { name: 'Explain it' }).click();
      await expect(page.getByRole('heading', { name: 'No mail to other domains', level: 3 })).toBeFocused();
      await expectAccessible(page);
    });
  });
}
