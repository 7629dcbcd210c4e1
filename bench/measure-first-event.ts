import { parseConfig, startServer } from '@inbox-connect/checker';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';

/** Milliseconds from the click on Connect to the moment when the page shows a stage at work, one for each run. */
export async function measureFirstEvent({ runs }: { readonly runs: number }): Promise<readonly number[]> {
  await build({ root: 'apps/web', configFile: 'apps/web/vite.config.ts', logLevel: 'warn' });
  const service = await startServer(parseConfig({ PORT: '0', LAB: 'on', LOG_LEVEL: 'silent', RATE_LIMITS: 'off' }));
  const executablePath = process.env['PLAYWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: [...quiet] });
  try {
    const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
    await page.addInitScript(watchFirstStage);
    // The first run warms the browser's cache and both compilers, as the first visit of a day does.
    await measureOnce(page, service.url);
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await measureOnce(page, service.url));
    return times;
  } finally {
    await browser.close();
    await service.close();
  }
}

/** Chromium as root and without a network of its own. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page that has just been loaded, a story of the lab, one click. */
async function measureOnce(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`${url}/?lang=en#demo`);
  await page
    .getByRole('button')
    .filter({ has: page.getByText('It just works', { exact: true }) })
    .click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Your inbox is connected' }).waitFor();
  return page.evaluate(() => performance.measure('first-event', 'click', 'first-stage').duration);
}

/** Runs in the page, before anything else does: marks the click on the form's own button and the first stage that is shown. */
function watchFirstStage(): void {
  addEventListener('click', ({ target }) => target instanceof Element && target.closest('[type="submit"]') && performance.mark('click'), { capture: true });
  const observer = new MutationObserver(() => {
    // On a busy machine the first stage may be over by the time the page is drawn.
    if (document.querySelector('[data-state="running"], [data-state="passed"]') === null) return;
    performance.mark('first-stage');
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
}
