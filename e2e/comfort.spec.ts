import { expectAccessible, expectNoSidewaysScroll } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { accountOf, chooseStory, connectButton, disclosure, enter } from './support/wizard.ts';

test('a port changes the security only when it is written to its end', async ({ page }) => {
  await enter(page, accountOf('healthy'));
  const port = page.getByLabel('SMTP port');
  await port.clear();
  const seen = page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const select = document.querySelector<HTMLSelectElement>('select[id="smtp.security"]');
        const values: string[] = [];
        addEventListener('keyup', () => values.push(select?.value ?? ''));
        addEventListener('focusout', () => resolve(values));
      }),
  );
  await port.pressSequentially('2525');
  await page.getByLabel('SMTP server').focus();
  expect(new Set(await seen)).toEqual(new Set(['tls']));
  await expect(page.getByLabel('SMTP security')).toHaveValue('tls');
  await port.fill('587');
  await page.getByLabel('SMTP server').focus();
  await expect(page.getByLabel('SMTP security')).toHaveValue('starttls');
});

test('no encryption is announced when it is chosen, and the question gives the focus back', async ({ page }) => {
  await enter(page, accountOf('healthy'));
  await page.getByLabel('SMTP security').selectOption('No encryption');
  await expect(page.getByRole('status').filter({ hasText: 'Without encryption, anybody on the way can read your password.' })).toBeVisible();
  await connectButton(page).press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Change the security' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(connectButton(page)).toBeFocused();
});

test('whatever is unusual in the form stands open', async ({ page }) => {
  await chooseStory(page, 'A name of its own');
  await expect(page.getByLabel('Custom username')).toBeVisible();
  await expect(page.getByLabel('Custom username')).not.toHaveValue('');
});

test('headings go down one level at a time', async ({ page }) => {
  for (const title of ['It just works', 'Two faults at once', 'Out of date']) {
    await chooseStory(page, title);
    await connectButton(page).click();
    await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
    await disclosure(page, 'Technical details').click();
    const levels = await page.getByRole('heading').evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  }
});

test('at 320 pixels nothing is cut off, the question about encryption included', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await enter(page, accountOf('healthy'));
  for (const service of ['IMAP', 'SMTP']) await page.getByLabel(`${service} security`).selectOption('No encryption');
  await expectNoSidewaysScroll(page);
  await connectButton(page).click();
  const box = await page.getByRole('dialog').boundingBox();
  expect(box?.x).toBeGreaterThan(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(320);
  await expectAccessible(page);
});

test('the chosen security can be read whole', async ({ page }) => {
  await enter(page, accountOf('healthy'));
  const select = page.getByLabel('IMAP security');
  await select.selectOption('No encryption');
  const room = await select.evaluate((element: HTMLSelectElement) => {
    const style = getComputedStyle(element);
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return 0;
    context.font = style.font;
    const text = context.measureText(element.selectedOptions[0]?.text ?? '').width;
    return element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight) - text;
  });
  expect(room).toBeGreaterThanOrEqual(0);
});

test.describe('with forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('every card, field and button keeps its edge', async ({ page }) => {
    await chooseStory(page, 'Two faults at once');
    const edges = () =>
      page
        .locator('main section, main aside, main input:not([type="checkbox"]), main button[type="submit"]')
        .evaluateAll((elements) =>
          elements.filter((element) => Number.parseFloat(getComputedStyle(element).borderTopWidth) === 0).map(({ outerHTML }) => outerHTML.slice(0, 120)),
        );
    expect((await edges()).filter((html) => !html.includes('aria-labelledby="lane-'))).toEqual([]);
  });
});
