import { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { chooseStory, connectButton } from './support/wizard.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme of the system`, () => {
    test.use({ colorScheme });

    test('every state can be read', async ({ page }) => {
      await page.goto('/');
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Continue' }).click();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Demo lab' }).click();
      await expect(page.getByRole('button', { name: /^It just works/ })).toBeVisible();
      await expectAccessible(page);
      await chooseStory(page, 'A server that thinks');
      await connectButton(page).click();
      await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
      await expectAccessible(page);
      await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
      await expectAccessible(page);
      await chooseStory(page, 'For another name');
      await connectButton(page).click();
      await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
      await page.locator('summary').filter({ hasText: 'Technical details' }).click();
      await expectAccessible(page);
    });
  });
}

test('the theme can be chosen and stays chosen from the first paint on', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Use the dark theme' }).click();
  expect(await ground()).not.toBe(light);
  await page.reload({ waitUntil: 'commit' });
  await page.waitForSelector('body', { state: 'attached' });
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  await page.getByRole('button', { name: 'Use the light theme' }).click();
  expect(await ground()).toBe(light);
});

for (const { name, width } of [
  { name: '360 pixels', width: 360 },
  { name: '1280 pixels at 200 %', width: 640 },
]) {
  test(`nothing has to be scrolled sideways at ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    for (const title of ['It just works', 'Signed by itself', 'Two faults at once']) {
      await chooseStory(page, title);
      await page.getByRole('button', { name: 'Review server settings' }).click();
      await expectNoSidewaysScroll(page);
      await connectButton(page).click();
      await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
      await page.locator('summary').filter({ hasText: 'Technical details' }).click();
      await expectNoSidewaysScroll(page);
    }
  });
}
