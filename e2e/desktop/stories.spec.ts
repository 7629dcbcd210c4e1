import { describeScenario, loadCatalogue } from '@inbox-connect/catalogue';
import { fetchLab } from '@inbox-connect/client';
import { expect, test } from '../support/test.ts';
import { chooseStory, connectButton } from '../support/wizard.ts';

const catalogue = await loadCatalogue('en');

test('every story of the lab has words of its own and ends as it says', async ({ page, service }) => {
  test.setTimeout(240_000);
  const stories = await fetchLab({ baseUrl: service.url });
  // This one takes half a minute by its nature.
  for (const { name, error, expects } of stories.filter((story) => story.name !== 'message-not-arrived')) {
    await test.step(name, async () => {
      const words = describeScenario(catalogue, name);
      expect(words).toBeDefined();
      await chooseStory(page, words?.title ?? name);
      await connectButton(page).click();
      await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
      if (expects.outcome === 'connected') await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
      else await expect(page.getByRole('main')).toContainText(error === null ? '' : catalogue.t(`errors.${error}.title`));
      await expect(page.getByRole('main')).not.toContainText(/\{\{|[\w-]\[redacted\]/);
    });
  }
});
