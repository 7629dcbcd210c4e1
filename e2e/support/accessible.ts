import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The page as it stands is no wider than its window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}

/** Nothing that axe knows of is wrong with the page as it stands, and it needs no sideways scrolling. */
export async function expectAccessible(page: Page): Promise<void> {
  // Colours on their way from one to the other have no contrast yet.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => (animation instanceof CSSTransition ? animation.finished : undefined))),
  );
  // Without frames there is nothing to put together on a page of axe's own, which costs a second each time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await expectNoSidewaysScroll(page);
}
