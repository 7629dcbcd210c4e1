import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Nothing that axe knows of is wrong with the page as it stands, and it needs no sideways scrolling. */
export async function expectAccessible(page: Page): Promise<void> {
  // Colours on their way from one to the other have no contrast yet.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => (animation instanceof CSSTransition ? animation.finished : undefined))));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}
