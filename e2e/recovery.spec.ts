import { expectAccessible } from './support/accessible.ts';
import { startBreakableLine } from './support/breakable-line.ts';
import { startOwnService } from './support/own-service.ts';
import { expect, test } from './support/test.ts';
import { chooseStory, connectButton, disclosure, step } from './support/wizard.ts';

test.describe('a service that dies in the middle of a check', () => {
  test.use({ expectedComplaints: [/^request to http:\/\/127\.0\.0\.1:|Failed to load resource: (net::|the server responded with a status of 404)/] });

  test('is missed at once, and its check is given up when it comes back without it', async ({ page }) => {
    test.setTimeout(180_000);
    await using service = await startOwnService();
    await chooseStory(page, 'Accepted, then lost', service.url);
    await connectButton(page).click();
    await expect(page.getByRole('log')).toContainText('SMTP: Test message sent');
    await service.kill();

    await expect(page.getByRole('alert').filter({ hasText: 'The connection to the service is lost.' })).toBeVisible();
    await expect(disclosure(page, 'Connect to the IMAP server')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Checking anna@message-not-arrived.lab.test' })).toBeVisible();
    await expectAccessible(page);

    await using successor = await startOwnService({ PORT: new URL(service.url).port });
    await expect(page.getByRole('heading', { name: 'The service has lost this check' })).toBeVisible();
    await expect(step(page, 'Send a test message')).toContainText('not reached, the check was interrupted');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Try again', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Checking anna@message-not-arrived.lab.test' })).toBeVisible();
    await expect(page.getByRole('log')).toContainText('IMAP: Connection opened');
    expect(successor.url).toBe(service.url);
  });
});

test.describe('a connection that breaks', () => {
  test.use({ expectedComplaints: [/^request to http:\/\/127\.0\.0\.1:|Failed to load resource: net::/] });

  test('is taken up again where it broke', async ({ page, service }) => {
    await using line = await startBreakableLine(Number(new URL(service.url).port));
    await chooseStory(page, 'A server that thinks', line.url);
    await connectButton(page).click();
    await expect(page.getByRole('log')).toContainText('IMAP: Connection opened');
    line.break();
    await expect(page.getByRole('alert').filter({ hasText: 'The connection to the service is lost.' })).toBeVisible();
    line.mend();
    await expect(page.getByText('The connection to the service is lost.')).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
    await expect(page.getByRole('log').getByRole('paragraph')).toHaveCount(13);
  });
});

test.describe('a part of the page that cannot be loaded', () => {
  test.use({ expectedComplaints: [/Failed to load resource: net::/] });

  for (const { name, path, open } of [
    { name: 'the result', path: '**/assets/result-*.js', open: 'Connect' },
    { name: 'the demo lab', path: '**/assets/lab-page-*.js', open: 'Demo lab' },
    { name: 'the guide', path: '**/assets/guide-page-*.js', open: 'Troubleshooting' },
    { name: 'the words of the guide', path: /assets\/guide-(?!page)/, open: 'Troubleshooting' },
  ]) {
    test(`leaves the rest as it is: ${name}`, async ({ page }) => {
      if (open === 'Connect') await chooseStory(page, 'It just works');
      else await page.goto('/');
      await page.route(path, (route) => route.abort());
      await page.getByText(open, { exact: true }).click();
      await expect(page.getByRole('heading', { name: 'A part of this page could not be loaded' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Inbox Connect, to the form' })).toBeVisible();
      await expectAccessible(page);
      await page.unroute(path);
      await page.getByRole('button', { name: 'Load it again' }).click();
      await expect(page.getByRole('heading', { name: open === 'Connect' ? 'Your inbox is connected' : open })).toBeVisible();
    });
  }
});
