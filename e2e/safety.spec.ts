import { once } from 'node:events';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/test.ts';
import { accountOf, connectButton, enter } from './support/wizard.ts';

test('the words of a hostile server are shown as words', async ({ page }) => {
  const words = '<img src=x onerror=alert(1)> <script>alert(2)</script> <a href="javascript:alert(3)">x</a> \u001b[31m\u202e';
  await using server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    // What a client says is read, so that the connection ends with its good-bye.
    socket.resume().end(`* BYE ${words}\r\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';

  await enter(page, { ...accountOf('healthy'), imapHost: '127.0.0.1' });
  await page.getByLabel('IMAP port').fill(port);
  await page.getByLabel('IMAP security').selectOption('STARTTLS');
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
  await page.locator('summary').filter({ hasText: 'Technical details' }).click();
  await expect(page.getByText('<img src=x onerror=alert(1)> <script>alert(2)</script>', { exact: false }).first()).toBeVisible();
  await expect(page.locator('main img, main script, main a:not([href^="#"])')).toHaveCount(0);
  const shown = (await page.locator('main').textContent()) ?? '';
  expect(['\u001b', '\u202e'].filter((character) => shown.includes(character))).toEqual([]);
  await expectAccessible(page);
});

test('the first load brings at most 140 kB of compressed script', async ({ page }) => {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { name: 'Connect your inbox' })).toBeVisible();
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script, { level: 9 }).length);
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(140_000);
});
