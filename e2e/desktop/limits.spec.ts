import { parseConfig, startServer } from '@inbox-connect/checker';
import { challengeSchema } from '@inbox-connect/core';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/test.ts';
import { chooseStory, connectButton } from '../support/wizard.ts';

test.use({ expectedComplaints: [/Failed to load resource: the server responded with a status of (429|503)|^request to http:\/\/127\.0\.0\.1:/] });

test('a service without room says when it has some, and a button opens then', async ({ page }) => {
  await page.clock.install();
  await chooseStory(page, 'It just works');
  const problem = JSON.stringify({ type: 'about:blank', title: 'Service Unavailable', status: 503 });
  await page.route('**/api/checks', (route) =>
    route.fulfill({ status: 503, headers: { 'Retry-After': '90' }, contentType: 'application/problem+json', body: problem }),
  );
  await connectButton(page).click();
  const summary = page.getByRole('alert', { name: 'There is a problem' });
  await expect(summary).toBeFocused();
  await expect(summary).toContainText(/the line is full\. You can try again at \d\d:\d\d:\d\d\./);
  const again = page.getByRole('button', { name: 'Try again', exact: true });
  await expect(again).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('timer')).toHaveText(/^You can try again in 1:[012]\d\.$/);
  await expectAccessible(page);
  for (const [language, sentence] of [
    ['sv', /kön är full\. Du kan försöka igen kl\. \d\d:\d\d:\d\d\./],
    ['nl', /de wachtrij is vol\. Je kunt het om \d\d:\d\d:\d\d opnieuw proberen\./],
    ['en', /You can try again at/],
  ] as const) {
    await page.getByRole('banner').getByRole('combobox').selectOption(language);
    await expect(page.getByRole('alert')).toContainText(sentence);
  }

  await page.clock.fastForward('01:31');
  await expect(page.getByRole('status').filter({ hasText: 'You can try again now.' })).toBeVisible();
  await expect(page.getByRole('timer')).toHaveCount(0);
  await expect(page.getByLabel('Email address')).toHaveValue('anna@healthy.lab.test');
  await page.unroute('**/api/checks');
  await again.click();
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
});

test('a service that was asked often wants work first, which the browser does and the person may stop', async ({ page }) => {
  test.setTimeout(180_000);
  const service = await startServer(parseConfig({ PORT: '0', LAB: 'on', LOG_LEVEL: 'silent' }), { freeChecks: 1 });
  try {
    await chooseStory(page, 'It just works', service.url);
    await connectButton(page).click();
    await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();

    // As hard as this it would take hours: time enough to stop it.
    await page.route('**/api/checks', async (route) => {
      const response = await route.fetch();
      const problem: unknown = await response.json();
      const challenge = challengeSchema.parse(typeof problem === 'object' && problem !== null && 'challenge' in problem ? problem.challenge : undefined);
      await route.fulfill({ response, json: { ...Object(problem), challenge: { ...challenge, bits: 40 } } });
    });
    await chooseStory(page, 'It just works', service.url);
    await connectButton(page).click();
    const dialog = page.getByRole('dialog', { name: 'One moment before the check' });
    await expect(dialog).toContainText('There is nothing for you to do.');
    await expect(dialog.getByRole('progressbar', { name: 'Calculation' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('alert')).toContainText('There have been many checks from here or for this account. You can try again at');
    await expect(page.getByRole('button', { name: 'Try again', exact: true })).toHaveAttribute('aria-disabled', 'true');

    await page.unroute('**/api/checks');
    await connectButton(page).click();
    // A busy machine works for longer than a page usually takes.
    await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible({ timeout: 60_000 });
  } finally {
    await service.close();
  }
});
