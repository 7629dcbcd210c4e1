import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { createCertificateAuthority } from '@inbox-connect/lab';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/test.ts';
import { accountOf, chooseStory, connectButton, enter } from '../support/wizard.ts';

const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

test.describe('the policy', () => {
  test.use({ expectedComplaints: [/status of 404/] });

  test('every page keeps to the policy, and the policy leaves a way to run foreign text on none of them', async ({ page, context }) => {
    await chooseStory(page, 'It just works');
    await connectButton(page).click();
    await expect(page.getByRole('heading', { name: 'Your inbox is connected' })).toBeVisible();
    const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('check') ?? '';
    // The watch of every test fails for a violation, and for whatever else the page complains of.
    for (const place of ['/#servers', '/#demo', '/#/guide', '/#/guide/unauthorized', `/#check=${id}`, `/#report=${id}`]) {
      await page.goto(place);
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    }
    // What breaks the policy on purpose does so in a page that nobody watches; what stands behind # is the same document.
    const other = await context.newPage();
    for (const place of ['/', '/lab/healthy', '/report/nothing']) {
      await page.goto(place);
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      const response = await other.goto(place);
      await expect(other.getByRole('main').getByRole('heading').first()).toBeVisible();
      const policy = response?.headers()['content-security-policy'] ?? '';
      for (const directive of directives) expect(policy).toContain(directive);
      expect(policy).not.toMatch(/unsafe|data:|blob:|https?:|\*/);
      expect([place, await waysToRun(other)]).toEqual([place, []]);
    }
  });
});

/** Tries to turn text into code, style or a document; answers what worked. */
function waysToRun(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const worked: string[] = [];
    const attempt = (name: string, act: () => unknown) => {
      try {
        if (act() !== false) worked.push(name);
      } catch {
        // Refused, as it should be.
      }
    };
    const add = <T extends HTMLElement>(element: T, change: (element: T) => void): T => {
      change(element);
      document.body.append(element);
      return element;
    };
    attempt('innerHTML', () => Object.assign(document.createElement('div'), { innerHTML: '<b>x</b>' }));
    attempt('script text', () => add(document.createElement('script'), (script) => Object.assign(script, { text: '1' })));
    attempt('script address', () => add(document.createElement('script'), (script) => Object.assign(script, { src: '/theme.js' })));
    attempt('worker', () => Reflect.construct(Worker, ['/theme.js']));
    attempt('parsed document', () => new DOMParser().parseFromString('<b>x</b>', 'text/html'));
    attempt('trusted types', () =>
      Reflect.apply(Reflect.get(Reflect.get(globalThis, 'trustedTypes'), 'createPolicy'), Reflect.get(globalThis, 'trustedTypes'), ['x', {}]),
    );
    attempt('inline style', () => add(document.createElement('p'), (text) => text.setAttribute('style', 'position: fixed')).style.position === 'fixed');
    attempt('style element', () => add(document.createElement('style'), (style) => style.append('p { color: red }')).sheet !== null);
    attempt(
      'base',
      () =>
        add(document.createElement('base'), (base) => Object.assign(base, { href: 'https://evil.example/' })).ownerDocument.baseURI !== location.href &&
        document.baseURI.startsWith('https://evil'),
    );
    // The debugger's own code may use eval; what a timer starts is the page's own.
    attempt('timer of text', () => Reflect.apply(setTimeout, globalThis, ['document.title = "ran"']) === 0);
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (document.title === 'ran') worked.push('timer of text');
    if (
      await fetch('https://evil.example/').then(
        () => true,
        () => false,
      )
    )
      worked.push('fetch');
    return worked;
  });
}

const hostile = '<img src=x onerror=alert(1)> <script>alert(2)</script> <a href="javascript:alert(3)">x</a>';

test('what hostile servers and their certificates say is shown as words, on the result and in the report', async ({ page }) => {
  const authority = await createCertificateAuthority();
  const { certificate, key } = await authority.issue({ names: ['<img src=x onerror=alert(4)>'], defect: 'self-signed' });
  await using imap = createTlsServer({ cert: certificate, key }, listen);
  await using smtp = createServer((socket) => {
    listen(socket);
    socket.end(`554 ${hostile} \u001b[31m\u202e\u200b\r\n`);
  });
  await enter(page, { ...accountOf('healthy'), imapHost: '127.0.0.1', smtpHost: '127.0.0.1' });
  await page.getByLabel('IMAP port').fill(await portOf(imap));
  await page.getByLabel('IMAP security').selectOption('SSL/TLS');
  await page.getByLabel('SMTP port').fill(await portOf(smtp));
  await page.getByLabel('SMTP security').selectOption('STARTTLS');
  await connectButton(page).click();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
  await page.locator('summary').filter({ hasText: 'Technical details' }).first().click();
  await expectWords(page);
  await expectAccessible(page);

  const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('check') ?? '';
  await page.goto(`/#report=${id}`);
  await page.reload();
  await expectWords(page);
});

async function expectWords(page: Page): Promise<void> {
  await expect(page.getByText('<img src=x onerror=alert(1)> <script>alert(2)</script>', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('img src=x onerror=alert(4)', { exact: false }).first()).toBeVisible();
  await expect(page.locator('main img, main script, main iframe, main [onerror], main a[href^="javascript"]')).toHaveCount(0);
  const shown = (await page.locator('main').textContent()) ?? '';
  expect(['\u001b', '\u202e', '\u200b'].filter((character) => shown.includes(character))).toEqual([]);
}

/** What a client says is read, so that the connection ends with its good-bye. */
function listen(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.resume();
}

async function portOf(server: Server): Promise<string> {
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}
