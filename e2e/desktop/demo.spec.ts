import { expectAccessible } from '../support/accessible.ts';
import { startOwnService } from '../support/own-service.ts';
import { expect, test } from '../support/test.ts';

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
