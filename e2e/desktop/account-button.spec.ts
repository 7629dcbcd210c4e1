import { labPassword } from '@inbox-connect/lab';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';
import { connectButton } from '../support/wizard.ts';

/** Counts checks, holds back the answer about an address, and types one whose servers will be found. */
async function typeWhileServersAreSought(page: Page): Promise<{ readonly answer: () => void; readonly checks: () => number }> {
  let checks = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/checks') checks += 1;
  });
  const held = Promise.withResolvers<void>();
  await page.route('**/api/discover', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto('/');
  await page.getByLabel('Email address').fill('anna@healthy.lab.test');
  await page.getByLabel('Email address').press('Tab');
  await page.getByLabel('Password', { exact: true }).fill(labPassword);
  await expect(page.getByText('Looking for your servers…')).toBeVisible();
  return { answer: held.resolve, checks: () => checks };
}

const servers = (page: Page) => page.getByRole('heading', { name: 'Where is your mail?' });

test('a press that began as Continue goes on to the servers, though the button says Connect when it ends', async ({ page }) => {
  const { answer, checks } = await typeWhileServersAreSought(page);
  const button = page.getByRole('button', { name: 'Continue' });
  await button.focus();
  await page.keyboard.down('Space');
  answer();
  await expect(connectButton(page)).toBeFocused();
  await page.keyboard.up('Space');
  await expect(servers(page)).toBeVisible();
  expect(checks()).toBe(0);
});

test('what is pressed in the moment of the change goes on to the servers, by pointer and by key', async ({ page }) => {
  for (const press of ['click', 'Enter'] as const) {
    const { answer, checks } = await typeWhileServersAreSought(page);
    await page.evaluate((how) => {
      new MutationObserver((_, observer) => {
        const button = document.querySelector<HTMLButtonElement>('button[type=submit]');
        if (button?.textContent !== 'Connect') return;
        observer.disconnect();
        if (how === 'click') button.click();
        else button.form?.requestSubmit(button);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }, press);
    answer();
    await expect(servers(page)).toBeVisible();
    await expect(page.getByLabel('IMAP server')).toHaveValue('imap.healthy.lab.test');
    expect(checks()).toBe(0);
    await page.unrouteAll();
  }
});

test('servers of another address are gone with the first letter that is changed', async ({ page }) => {
  const { answer } = await typeWhileServersAreSought(page);
  answer();
  await expect(connectButton(page)).toHaveAttribute('value', 'connect');
  await page.getByLabel('Email address').press('x');
  await expect(page.getByText('imap.healthy.lab.test:993', { exact: false })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveAttribute('value', 'continue');
});

test('typing asks nobody; a complete address asks once, and the same address never again', async ({ page }) => {
  let asked = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/discover') asked += 1;
  });
  await page.goto('/');
  const email = page.getByLabel('Email address');
  await email.pressSequentially('anna@fastmail.com');
  for (const nonsense of ['', 'anna', 'anna@', 'a@b@c.test', 'anna @fastmail.com', 'anna@[192.0.2.1]', `anna@${'x'.repeat(65_536)}.test`]) {
    await email.fill(nonsense);
    await email.press('Tab');
  }
  await email.fill('anna@fastmail.com');
  for (const _ of [1, 2, 3]) {
    await email.press('Tab');
    await expect(page.getByText('imap.fastmail.com:993, smtp.fastmail.com:465')).toBeVisible();
    await email.focus();
  }
  expect(asked).toBe(1);
});
