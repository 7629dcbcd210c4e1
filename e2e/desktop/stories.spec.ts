import { describeScenario, loadCatalogue } from '@inbox-connect/catalogue';
import { fetchLab } from '@inbox-connect/client';
import type { LabEntry } from '@inbox-connect/core';
import { expect, test } from '../support/test.ts';
import { chooseStory, connectButton } from '../support/wizard.ts';

const catalogue = await loadCatalogue('en');

/** These wait for a deadline by their nature. */
const slow: readonly (string | undefined)[] = ['message-not-arrived', 'connection-timeout'];

test('every story of the lab has words of its own, and one for each cause ends as it says', async ({ page, service }) => {
  test.setTimeout(300_000);
  const stories = await fetchLab({ baseUrl: service.url });
  expect(stories.filter(({ name }) => describeScenario(catalogue, name) === undefined)).toEqual([]);
  for (const story of firstOfEachCause(stories)) await test.step(story.name, () => tell(story));

  async function tell({ title, error, expects, request }: LabEntry): Promise<void> {
    await chooseStory(page, title);
    await connectButton(page).click();
    const isClearText = [request.imap.security, request.smtp.security].includes('none');
    if (isClearText) await page.getByRole('button', { name: catalogue.t('form.clear-text.go-on') }).click();
    await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
    if (expects.outcome === 'connected') await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
    else await expect(page.getByRole('main')).toContainText(error === null ? '' : catalogue.t(`errors.${error}.title`));
    // A line of the conversation that is withheld whole follows its time and its speaker.
    await expect(page.getByRole('main')).not.toContainText(/\{\{|[\w-](?<!\d\sswe)\[redacted\]/);
  }
});

function firstOfEachCause(stories: readonly LabEntry[]): readonly LabEntry[] {
  return [...Map.groupBy(stories, ({ expects }) => expects.cause)].flatMap(([cause, told]) => (slow.includes(cause) ? [] : told.slice(0, 1)));
}
