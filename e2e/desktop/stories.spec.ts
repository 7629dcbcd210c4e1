import { type Catalogue, loadCatalogue } from '@inbox-connect/catalogue';
import { fetchLab, startCheck } from '@inbox-connect/client';
import { type LabEntry, localeSchema } from '@inbox-connect/core';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';

/** These wait for a deadline by their nature. */
const slow: readonly (string | undefined)[] = ['message-not-arrived', 'connection-timeout'];

const locales = localeSchema.options;

for (const [turn, locale] of locales.entries()) {
  test(`in ${locale} stories of every error end as they say`, async ({ page, service }) => {
    test.setTimeout(240_000);
    const catalogue = await loadCatalogue(locale);
    const stories = storiesFor(turn, await fetchLab({ baseUrl: service.url }));
    const checks = await Promise.all(stories.map(async (story) => ({ story, started: await startCheck(story.request, { baseUrl: service.url }) })));
    for (const { story, started } of checks) await test.step(story.name, () => tell(page, story, started.id, catalogue));
  });
}

/** One story of each cause, shared out among the languages so that each has at least one of every error. */
function storiesFor(turn: number, stories: readonly LabEntry[]): readonly LabEntry[] {
  return [...Map.groupBy(stories, ({ error }) => error).values()].flatMap((ofError) => {
    const quick = ofError.filter(({ expects }) => !slow.includes(expects.cause));
    const first = [...Map.groupBy(quick, ({ expects }) => expects.cause).values()].flatMap((ofCause) => ofCause.slice(0, 1));
    const share = first.filter((_, index) => index % locales.length === turn);
    return share.length > 0 ? share : first.slice(0, 1);
  });
}

/** Looks at the result of a check that has been started already: that a story fills the form is seen elsewhere. */
async function tell(page: Page, { error, expects }: LabEntry, id: string, { t, locale }: Catalogue): Promise<void> {
  // Another query makes it another document, so nothing of the story before is left.
  await page.goto(`/?lang=${locale}&check=${id}#check=${id}`);
  await expect(page.getByRole('heading', { name: t('progress.result-heading'), exact: true })).toBeVisible();
  const verdict = expects.outcome === 'connected' || error === null ? t('outcomes.connected') : t(`errors.${error}.title`);
  const result = page.getByRole('main');
  await expect(result).toContainText(verdict);
  // A line of the conversation that is withheld whole follows its time and its speaker.
  await expect(result).not.toContainText(new RegExp(`\\{\\{|[\\w-](?<!\\d\\ss${t('result.from-client')})\\[redacted\\]`));
}
