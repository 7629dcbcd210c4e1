import { describeProblem, describeRemedy, loadCatalogue } from '@inbox-connect/catalogue';
import { fetchLab, fetchReport, startCheck } from '@inbox-connect/client';
import { localeSchema, type Report } from '@inbox-connect/core';
import { expect, test } from '../support/test.ts';

/** The errors of the article by the names under which people know them, each with a story of the lab that ends with it soon. */
const errors = [
  {
    error: 'imap-settings-incorrect',
    story: 'imap-port-closed',
    titles: { en: 'IMAP settings incorrect', sv: 'IMAP-inställningarna är felaktiga', nl: 'IMAP-instellingen onjuist' },
  },
  {
    error: 'imap-validation-error',
    story: 'web-server-on-imap-port',
    titles: { en: 'IMAP validation error', sv: 'IMAP-valideringsfel', nl: 'IMAP-validatiefout' },
  },
  {
    error: 'imap-authentication-error',
    story: 'too-many-connections',
    titles: { en: 'IMAP authentication error', sv: 'IMAP-autentiseringsfel', nl: 'IMAP-verificatiefout' },
  },
  {
    error: 'smtp-settings-incorrect',
    story: 'smtp-port-closed',
    titles: { en: 'SMTP settings incorrect', sv: 'SMTP-inställningarna är felaktiga', nl: 'SMTP-instellingen onjuist' },
  },
  {
    error: 'test-message-failed',
    story: 'message-rejected',
    titles: { en: 'Test email failed', sv: 'Testmeddelandet misslyckades', nl: 'Testbericht mislukt' },
  },
  { error: 'unauthorized', story: 'wrong-password', titles: { en: 'Unauthorized', sv: 'Obehörig', nl: 'Niet geautoriseerd' } },
  {
    error: 'app-password-required',
    story: 'app-password-required',
    titles: {
      en: 'Unauthorized: app password required',
      sv: 'Obehörig: applösenord krävs',
      nl: 'Niet geautoriseerd: app-wachtwoord vereist',
    },
  },
  {
    error: 'certificate-not-trusted',
    story: 'certificate-self-signed',
    titles: {
      en: 'Unauthorized: SSL certificate not trusted',
      sv: 'Obehörig: SSL-certifikatet är inte betrott',
      nl: 'Niet geautoriseerd: SSL-certificaat niet vertrouwd',
    },
  },
] as const;

for (const { error, story, titles } of errors) {
  test(`${error} is told in every language`, async ({ page, service }) => {
    const report = await checkStory(story, service.url);
    const [problem] = report.problems;
    const [remedy] = problem?.remedies ?? [];
    if (problem === undefined || remedy === undefined) throw new Error('The check found no problem, or nothing to do about it');
    for (const locale of localeSchema.options) {
      const catalogue = await loadCatalogue(locale);
      const { headline, owner } = describeProblem(catalogue, problem, report.settings);
      const { action, button } = describeRemedy(catalogue, remedy, problem.service, report.settings);
      const main = page.getByRole('main');
      await page.goto(`/?lang=${locale}#check=${report.id}`);
      await expect(main.getByRole('heading', { level: 1 })).toHaveText(headline);
      await expect(main.getByText(titles[locale]).first()).toBeVisible();
      await expect(main.getByText(error, { exact: true })).toBeVisible();
      await expect(main.getByText(owner)).toBeVisible();
      await expect(main.locator('ol > li').first()).toContainText(button ?? action);
    }
  });
}

async function checkStory(story: string, baseUrl: string): Promise<Report> {
  const entry = (await fetchLab({ baseUrl })).find(({ name }) => name === story);
  if (entry === undefined) throw new Error(`The lab has no story ${story}`);
  const { id } = await startCheck(entry.request, { baseUrl });
  await expect.poll(async () => (await fetchReport(id, { baseUrl })).outcome).toBe('failed');
  return fetchReport(id, { baseUrl });
}
