import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { shareReport } from '@inbox-connect/client';
import { type Page, test as playwright } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { startOwnService } from '../support/own-service.ts';
import { reportOf } from '../support/reports.ts';
import { expect, test } from '../support/test.ts';
import { connectButton } from '../support/wizard.ts';

const gone = /Failed to load resource: the server responded with a status of 404/;
const refusal = 'The IMAP server refused this password';

test.describe('a report that is shared', () => {
  test.use({ expectedComplaints: [gone] });

  test('shows what leaves before it leaves, is replayed by whoever has the link, and is taken back', async ({ page, service, browser }) => {
    test.setTimeout(180_000);
    const { id } = await reportOf(service.url, 'wrong-password');
    await page.goto(`/#check=${id}`);
    await page.getByRole('button', { name: 'Share report' }).click();
    const preview = page.getByRole('region', { name: 'What will be shared' });
    await expect(preview).toContainText('hidden@wrong-password.lab.test');
    await expect(preview).not.toContainText('anna');
    await expect(preview).toContainText('AUTHENTICATE PLAIN [redacted]');
    await page.getByLabel('Hide who you are').uncheck();
    await expect(preview).toContainText('anna@wrong-password.lab.test');
    await page.getByLabel('Hide who you are').check();
    await page.getByLabel('Hide the servers').check();
    await expect(preview).toContainText('CN=hidden.example');
    await page.getByLabel('With the conversations').uncheck();
    await expect(preview).not.toContainText('AUTHENTICATE PLAIN [redacted]');
    await page.getByLabel('With the conversations').check();
    await page.getByLabel('1 day', { exact: true }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Make a link', exact: true }).click();
    const link = page.getByLabel('Link to the report');
    await expect(link).toBeFocused();
    await expect(page.getByText(/Opened 0 times\./)).toBeVisible();

    const support = await (await browser.newContext({ colorScheme: 'dark' })).newPage();
    const answer = await support.goto(await link.inputValue());
    expect(answer?.headers()).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' });
    await expect(support.getByRole('heading', { level: 1, name: refusal })).toBeVisible();
    await expect(support.getByText('Demo: simulated servers', { exact: true })).toBeVisible();
    await expect(support.getByRole('main')).not.toContainText('anna');
    await expect(support.getByRole('button', { name: 'Share report' })).toHaveCount(0);
    await expectAccessible(support);
    await support.getByRole('button', { name: 'Replay in the lab' }).click();
    await expect(support.getByText('Demo: Replay of a report')).toBeVisible();
    await connectButton(support).click();
    await expect(support.getByRole('heading', { name: refusal })).toBeVisible();
    await support.goBack();
    await support.goBack();
    await expect(support.getByRole('heading', { level: 1, name: refusal })).toBeVisible();

    await page.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('button', { name: 'Share report' })).toBeFocused();
    await page.getByRole('button', { name: 'Share report' }).click();
    await expect(page.getByText(/Opened 1 time\./)).toBeVisible();
    await page.getByRole('button', { name: 'Take the link back' }).click();
    await expect(link).toHaveCount(0);
    await support.reload();
    await expect(support.getByRole('heading', { name: 'There is no report here' })).toBeVisible();
    await expectAccessible(support);
    await support.context().close();
  });
});

playwright('a shared report is gone at the end of its time, and looks as if it had never been', async ({ page }) => {
  const directory = mkdtempSync(join(tmpdir(), 'shared-reports-'));
  const file = join(directory, 'reports.sqlite');
  {
    await using service = await startOwnService({ DATABASE_URL: file });
    const { id } = await reportOf(service.url, 'healthy');
    const options = { hideLocalPart: true, hideHostNames: false, includeTranscript: true };
    const { token } = await shareReport({ check: id, ...options, days: 30 }, { baseUrl: service.url });
    await page.goto(`${service.url}/report/${token}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Your inbox is connected' })).toBeVisible();
    using database = new DatabaseSync(file);
    database.exec('UPDATE shared_reports SET expires_at = 0');
    await page.reload();
    await expect(page.getByRole('heading', { name: 'There is no report here' })).toBeVisible();
    const expired = await page.getByRole('main').textContent();
    await page.goto(`${service.url}/report/${'x'.repeat(27)}`);
    await expect(page.getByRole('heading', { name: 'There is no report here' })).toBeVisible();
    expect(await page.getByRole('main').textContent()).toBe(expired);
  }
  rmSync(directory, { recursive: true });
});

const json = (name: string, content: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

test('a file is opened in the browser alone: chosen, dropped, and saved again as it was', async ({ page, service }) => {
  const report = await reportOf(service.url, 'certificate-wrong-name');
  const older = { ...report, problems: report.problems.map((problem) => ({ ...problem, cause: 'unexplained' as const })) };
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  await page.goto('/');
  await page.getByRole('link', { name: 'Open a report' }).click();
  await expectAccessible(page);
  await page.getByLabel('Choose a report file').setInputFiles(json('report.json', JSON.stringify(older)));
  await expect(page.getByRole('heading', { level: 1, name: 'The certificate of imap.certificate-wrong-name.lab.test is for another name' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Diagnosed again' })).toBeVisible();
  await page.getByRole('tab', { name: 'Certificates' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tabpanel', { name: 'Addresses' })).toContainText('127.0.0.1');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Settings' })).toContainText('198.51.100.7');
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download JSON' }).click();
  const chunks = await (await (await saved).createReadStream()).toArray();
  expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual(older);

  await drop(page, JSON.stringify(await reportOf(service.url, 'wrong-password')));
  await expect(page.getByRole('heading', { level: 1, name: refusal })).toBeVisible();
  await page.getByLabel('Find in the conversations').fill('authenticationfailed');
  const found = page.getByRole('tabpanel', { name: 'Conversation' }).getByRole('listitem');
  await expect(found).toHaveCount(1);
  await found.getByRole('link').click();
  await expect(found).toHaveAttribute('aria-current', 'location');
  expect(sent).toEqual([]);
});

test('a file that is broken, too large, newer or hostile is told about and harms nothing', async ({ page, service }) => {
  const report = await reportOf(service.url, 'wrong-password');
  const text = JSON.stringify(report);
  await page.goto('/#report=');
  for (const [content, message] of [
    [text.slice(0, -9), 'This file is not JSON, or only a part of it.'],
    [text + ' '.repeat(5_000_001), 'This file is larger than any report (5 MB).'],
    [text.replace('"schema":1', '"schema":2'), 'This report was made by a newer version of Inbox Connect'],
    [JSON.stringify({ ...report, stages: Array(4_000).fill(report.stages[0]) }), 'This file is not a report of Inbox Connect.'],
    ['<script>alert(1)</script>', 'This file is not JSON'],
  ] as const) {
    await page.getByLabel('Choose a report file').setInputFiles(json('report.json', content));
    await expect(page.getByText(message, { exact: false }).first()).toBeVisible();
  }
  await expectAccessible(page);

  const words = '<img src=x onerror=alert(1)> <a href="javascript:alert(2)">x</a> [redacted] \u202e \u001b[31m';
  const said = Array.from({ length: 900 }, (_, at) => ({ at, from: 'server' as const, text: `${at} ${words}` }));
  const stages = report.stages.map((stage) => ({ ...stage, observations: [...stage.observations, { type: 'greeting-received' as const, text: words }] }));
  await drop(page, JSON.stringify({ ...report, stages, transcript: { imap: said, smtp: [] } }));
  await expect(page.getByRole('heading', { level: 1, name: refusal })).toBeVisible();
  await page.getByRole('button', { name: 'Show 500 more lines' }).click();
  await expect(page.getByText('899 <img src=x', { exact: false })).toBeVisible();
  await expect(page.locator('main img, main script, main a[href^="javascript:"]')).toHaveCount(0);
  const shown = (await page.locator('main').textContent()) ?? '';
  expect(['\u001b', '\u202e'].filter((character) => shown.includes(character))).toEqual([]);
});

async function drop(page: Page, content: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'report.json', { type: 'application/json' }));
    return transfer;
  }, content);
  await page.getByRole('main').locator('> div').first().dispatchEvent('drop', { dataTransfer });
}
