import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/test.ts';
import { accountOf, chooseStory, connectButton, enter } from '../support/wizard.ts';

test('the certificates of both servers are one question, the safe answer first', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await chooseStory(page, 'Two certificates');
  await connectButton(page).click();
  await expect(page.getByText('1 of 2 · Unauthorized: SSL certificate not trusted · step 1 of 5')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Trust this certificate and retry' })).toHaveCount(2);
  await page.getByRole('button', { name: 'Look at both certificates' }).first().click();
  const question = page.getByRole('dialog', { name: 'Trust both certificates?' });
  await expect(question.getByRole('heading', { name: 'Trust both certificates?' })).toBeInViewport();
  for (const [server, flaw] of [
    ['IMAP server imap.two-certificates.lab.test', 'Self-signed'],
    ['SMTP server smtp.two-certificates.lab.test', 'Expired'],
  ] as const) {
    const panel = question.getByRole('region', { name: server });
    await expect(panel).toContainText(flaw);
    await expect(panel).toContainText(/(?:[0-9a-f]{2}:){31}[0-9a-f]{2}/i);
  }
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(question.getByRole('button', { name: 'Do not trust them' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();

  await page.getByRole('button', { name: 'Look at both certificates' }).last().press('Enter');
  await question.getByRole('button', { name: 'Trust both and retry' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
  await page.getByRole('button', { name: 'Change settings and try again' }).click();
  await expect(page.getByText('You trust 2 certificates although they are not secure:')).toBeVisible();
});

test('a screen reader hears that settings are looked for, and what came of it', async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    Reflect.set(globalThis, 'said', said);
    new MutationObserver(() => {
      for (const place of document.querySelectorAll('p[role="status"].sr-only'))
        if (place.textContent !== '' && said.at(-1) !== place.textContent) said.push(place.textContent);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await enter(page, accountOf('imap-silent'));
  // Nobody is there; at 993, which is tried first for IMAP, somebody takes the connection and says nothing.
  await page.getByLabel('IMAP port').fill('995');
  await page.getByLabel('SMTP port').fill('26');
  await connectButton(page).click();
  await expect(page.getByRole('button', { name: 'Use both and retry' }).first()).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'said'))).toEqual(['Looking for settings that would work', 'Found settings that would work']);
});
