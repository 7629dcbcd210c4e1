import { parseConfig, startServer } from '@inbox-connect/checker';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumOptions } from '../scripts/chromium.ts';

/** Milliseconds after the click on Connect, by the clock of the page. */
export interface FirstEventTimes {
  /** The first event of a stage has come to the page. */
  readonly arrived: number;
  /** The page shows a stage at work. */
  readonly shown: number;
}

export async function measureFirstEvent({ runs }: { readonly runs: number }): Promise<readonly FirstEventTimes[]> {
  await build({ root: 'apps/web', configFile: 'apps/web/vite.config.ts', logLevel: 'warn' });
  const service = await startServer(parseConfig({ PORT: '0', LAB: 'on', LOG_LEVEL: 'silent', RATE_LIMITS: 'off' }));
  const browser = await chromium.launch(chromiumOptions);
  try {
    const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
    await page.addInitScript(watchFirstStage);
    // The first run warms the browser's cache and both compilers, as the first visit of a day does.
    await measureOnce(page, service.url);
    const times: FirstEventTimes[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await measureOnce(page, service.url));
    return times;
  } finally {
    await browser.close();
    await service.close();
  }
}

/** A page that has just been loaded and come to rest, a story of the lab, one click. */
async function measureOnce(page: Page, url: string): Promise<FirstEventTimes> {
  await page.goto('about:blank');
  await page.goto(`${url}/?lang=en#demo`);
  await page
    .getByRole('button')
    .filter({ has: page.getByText('It just works', { exact: true }) })
    .click();
  // Nobody presses Connect while the page still fetches what the first touch asks for.
  await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Your inbox is connected' }).waitFor();
  return page.evaluate(() => ({
    arrived: performance.measure('arrived', 'click', 'first-event').duration,
    shown: performance.measure('shown', 'click', 'first-stage').duration,
  }));
}

/** Runs in the page, before anything else does: marks the click on the form's own button, the first event of a stage as the page gets it, and the first stage that is shown. */
function watchFirstStage(): void {
  addEventListener('click', ({ target }) => target instanceof Element && target.closest('[type="submit"]') && performance.mark('click'), { capture: true });

  const { fetch } = window;
  window.fetch = async (...request) => {
    const response = await fetch(...request);
    if (response.headers.get('Content-Type') === 'text/event-stream') void markFirstEvent(response.clone());
    return response;
  };
  const markFirstEvent = async ({ body }: Response) => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (!text.includes('event: stage-start')) continue;
      performance.mark('first-event');
      return;
    }
  };

  const observer = new MutationObserver(() => {
    // On a busy machine the first stage may be over by the time the page is drawn.
    if (document.querySelector('[data-state="running"], [data-state="passed"]') === null) return;
    performance.mark('first-stage');
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
}
