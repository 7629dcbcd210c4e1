import { expectAccessible } from '../support/accessible.ts';
import { startOwnService } from '../support/own-service.ts';
import { expect, test } from '../support/test.ts';
import { chooseStory, connectButton, disclosure } from '../support/wizard.ts';

test('a link opens its story in its language, and its card copies that link', async ({ page, context, service }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/lab/certificate-expired?lang=nl');
  await expect(page.getByLabel('E-mailadres')).toHaveValue('anna@certificate-expired.lab.test');
  await expect(page).toHaveURL('/?lang=nl');

  await page.goto('/lab/no-such-story?lang=nl');
  await expect(page.getByText('Er is hier geen verhaal met de naam ‘no-such-story’.', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'De link naar ‘Het werkt gewoon’ kopiëren' }).click();
  await expect(page.getByText('Gekopieerd', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${service.url}/lab/healthy?lang=nl`);
});

test('the test message is seen in the inbox, with its headers, in the language of the check', async ({ page }) => {
  await page.goto('/lab/healthy?lang=sv');
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  const arrived = page.getByRole('region', { name: 'Det kom fram' });
  await expect(arrived.getByText('Testmeddelande från Inbox Connect', { exact: true })).toBeVisible();
  await expect(arrived.getByText('DKIM pass')).toBeVisible();
  await disclosure(page, 'rader i brevhuvudet').click();
  for (const name of ['Received', 'Authentication-Results', 'Message-ID']) await expect(arrived.getByText(`${name}:`, { exact: true })).toBeVisible();
  await expect(page.getByText('Demo: simulerade servrar', { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Demolabb' }).click();
  await expect(page.getByRole('region', { name: 'Testinkorg' }).getByText('anna@healthy.lab.test → bcc@workspace.lab.test').first()).toBeVisible();
});

test('slow motion shows each stage for a while, can be ended, and stays chosen', async ({ page }) => {
  await page.goto('/lab');
  await page.getByRole('radio', { name: 'Slow motion' }).check();
  await chooseStory(page, 'It just works');
  await connectButton(page).click();
  await expect(page.getByText('Slow motion: the check runs at full speed and is shown slower.', { exact: false })).toBeVisible();
  await expect(page.getByRole('log')).toContainText('IMAP: Server found');
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show the result now' }).click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();

  await chooseStory(page, 'It just works');
  await connectButton(page).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Result', level: 2 })).toBeVisible();
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the tour goes on by itself, at a press or by key, waits when asked to, and can be left at any time', async ({ page }) => {
    await page.clock.install();
    await page.goto('/lab');
    await expect(page.locator(':root[data-presenting]')).toBeVisible();
    await page.keyboard.press('t');
    const tour = page.getByRole('region', { name: 'Guided tour' });
    await expect(tour).toContainText('Story 1 of 5: It just works');
    await expect(page.getByLabel('Email address')).toHaveValue('anna@healthy.lab.test');
    await page.clock.fastForward(6_000);
    await expect(tour).toContainText('The test message has arrived; its headers stand below.');
    await page.clock.fastForward(11_000);
    await expect(tour).toContainText('Story 2 of 5: App password needed');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.clock.fastForward(60_000);
    await tour.getByRole('button', { name: 'Run the check' }).press('Enter');
    await expect(tour.getByRole('button', { name: 'Next story' })).toBeFocused();
    await expect(tour).toContainText('The card quotes the server');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(tour).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Demo lab' })).toBeVisible();
  });
});

test.describe('for whoever wants no motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('the tour waits for a press, and ends after its last story', async ({ page }) => {
    await page.clock.install();
    await page.goto('/lab');
    await page.getByRole('button', { name: 'Guided tour, 90 s' }).click();
    const tour = page.getByRole('region', { name: 'Guided tour' });
    await expect(tour.getByRole('button', { name: 'Go on by itself' })).toBeVisible();
    await page.clock.fastForward(60_000);
    for (const title of ['It just works', 'App password needed', 'Port 465 is closed', 'For another name', 'Two faults at once']) {
      await expect(tour).toContainText(title);
      await tour.getByRole('button', { name: 'Run the check' }).click();
      await tour.getByRole('button', { name: title === 'Two faults at once' ? 'Finish' : 'Next story', disabled: false }).click();
    }
    await expect(page.getByRole('heading', { name: 'Demo lab' })).toBeVisible();
    await expect(tour).toHaveCount(0);
  });
});

test('keys tell stories and run them, but not while somebody types, and can be switched off', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto('/lab');
  await expect(page.locator(':root[data-presenting]')).toHaveCSS('font-size', '20px');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Find a story' })).toBeFocused();
  await page.keyboard.type('d1rt?');
  await expect(page.getByRole('searchbox', { name: 'Find a story' })).toHaveValue('d1rt?');
  await page.getByRole('searchbox', { name: 'Find a story' }).clear();
  await page.getByRole('heading', { name: 'Demo lab' }).focus();
  await page.keyboard.press('3');
  await expect(page.getByLabel('Email address')).toHaveValue('anna@smtp-port-closed.lab.test');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'Result', level: 2 })).toBeVisible();
  await page.keyboard.press('d');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help.getByRole('definition')).toHaveCount(7);
  await expectAccessible(page);
  await help.getByRole('checkbox', { name: 'Shortcuts are on' }).uncheck();
  await help.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('heading', { name: 'Demo lab' }).focus();
  await page.keyboard.press('1');
  await page.keyboard.press('?');
  await expect(help).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Demo lab' })).toBeVisible();
});

test.describe('without a lab', () => {
  test.use({ expectedComplaints: [/status of 404|^request to/] });

  test('nothing leads there, a link to a story says that it is off, and none of its script comes', async ({ page }) => {
    await using service = await startOwnService({ LAB: 'off' });
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await page.goto(service.url);
    await expect(page.getByRole('link', { name: 'Troubleshooting' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Demo lab' })).toHaveCount(0);
    const linked = await page.goto(`${service.url}/lab/healthy`);
    expect(linked?.status()).toBe(404);
    await expect(page.getByText('The demo lab is switched off here.')).toBeVisible();
    await expectAccessible(page);
    expect(scripts.filter((url) => /lab-[^/]*\.js|api\/lab/.test(url))).toEqual([]);
  });
});
