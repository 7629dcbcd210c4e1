import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { chooseStory, connectButton } from './support/wizard.ts';

test.describe('a browser that prefers Swedish', () => {
  test.use({ locale: 'sv-SE' });

  test('opens the page in Swedish, and keeps Dutch once that is chosen', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Anslut din inkorg' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
    await expect(page).toHaveTitle('Anslut en inkorg · Inbox Connect');
    await expectAccessible(page);

    await page.getByLabel('E-postadress').fill('anna@example.se');
    await page.getByRole('combobox', { name: 'Språk' }).selectOption('Nederlands');
    await expect(page.getByRole('heading', { name: 'Verbind je inbox' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
    await expect(page).toHaveTitle('Een inbox verbinden · Inbox Connect');
    await expect(page).toHaveURL(/\?lang=nl/);
    await expect(page.getByLabel('E-mailadres')).toHaveValue('anna@example.se');
    await expectAccessible(page);

    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Verbind je inbox' })).toBeVisible();
  });

  test('shows what the address asks for, in front of everything else', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('language', 'nl'));
    await page.goto('/?lang=en#demo');
    await expect(page.getByRole('heading', { name: 'Demo lab' })).toBeVisible();
    await page.goto('/?lang=tlh');
    await expect(page.getByRole('heading', { name: 'Verbind je inbox' })).toBeVisible();
  });

  test('is answered in Swedish also where nothing can be remembered', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('Access is denied for this document', 'SecurityError');
        },
      });
    });
    await page.goto('/');
    await page.getByRole('combobox', { name: 'Språk' }).selectOption('English');
    await expect(page.getByRole('heading', { name: 'Connect your inbox' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Connect your inbox' })).toBeVisible();
  });
});

test('the language can be changed in the middle of a check and at its result', async ({ page }) => {
  const started = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/checks'));
  // This one waits half a minute for its message, so that there is time.
  await chooseStory(page, 'Accepted, then lost');
  await connectButton(page).click();
  expect((await started).postDataJSON()).toMatchObject({ locale: 'en' });
  await expect(page.getByRole('heading', { name: 'Checking anna@message-not-arrived.lab.test' })).toBeVisible();
  const check = new URL(page.url()).hash;
  await page.getByRole('combobox', { name: 'Language' }).selectOption('sv');
  await expect(page.getByRole('heading', { name: 'Kontrollerar anna@message-not-arrived.lab.test' })).toBeVisible();
  await page.getByRole('button', { name: 'Avbryt' }).click();
  await expect(page.getByRole('heading', { name: 'Kontrollen avbröts' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Språk' }).selectOption('nl');
  await expect(page.getByRole('heading', { name: 'De controle is geannuleerd' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe(check);
});

test('errors of the form are said in the language that is chosen after them', async ({ page }) => {
  await page.goto('/?lang=nl');
  await page.getByRole('button', { name: 'Doorgaan' }).click();
  await expect(page.getByRole('alert', { name: 'Er zijn 2 problemen' })).toBeFocused();
  await expect(page).toHaveTitle('Fout: Een inbox verbinden · Inbox Connect');
  await page.getByRole('combobox', { name: 'Taal' }).selectOption('sv');
  await expect(page.getByRole('alert', { name: 'Det finns 2 problem' }).getByRole('link')).toHaveText(['Ange din e-postadress', 'Ange ditt lösenord']);
  await expect(page.getByLabel('Lösenord', { exact: true })).toHaveAccessibleDescription(/^Ange ditt lösenord/);
});

test('a check in Dutch asks for its test message in Dutch', async ({ page }) => {
  await page.goto('/?lang=nl#demo');
  await page.getByRole('button', { name: /^Het werkt gewoon/ }).click();
  const started = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/checks'));
  await page.getByRole('button', { name: 'Verbinden', exact: true }).click();
  expect((await started).postDataJSON()).toMatchObject({ locale: 'nl' });
  await expect(page.getByRole('heading', { name: 'Je inbox is verbonden' })).toBeVisible();
  await expectAccessible(page);
});

for (const width of [320, 360, 390]) {
  test(`every language fits into the header at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    for (const locale of ['en', 'sv', 'nl']) {
      await page.goto(`/?lang=${locale}`);
      const menu = page.getByRole('combobox');
      await expect(menu).toBeVisible();
      const { height = 0, width: across = 0 } = (await menu.boundingBox()) ?? {};
      expect(Math.min(height, across)).toBeGreaterThanOrEqual(44);
      await expectAccessible(page);
    }
  });
}
