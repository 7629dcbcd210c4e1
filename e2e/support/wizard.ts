import { discoverySchema } from '@inbox-connect/core';
import { labPassword } from '@inbox-connect/lab';
import { expect, type Locator, type Page } from '@playwright/test';

export interface Entered {
  readonly email: string;
  readonly password: string;
  readonly imapHost: string;
  readonly smtpHost: string;
}

/** The account of a story of the lab, as a person would type it. */
export function accountOf(story: string): Entered {
  return {
    email: `anna@${story}.lab.test`,
    password: labPassword,
    imapHost: `imap.${story}.lab.test`,
    smtpHost: `smtp.${story}.lab.test`,
  };
}

/** Types an account and its servers into the two steps of the form, over whatever was found for it, and stays at the second. */
export async function enter(page: Page, { email, password, imapHost, smtpHost }: Entered): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Password', { exact: true }).fill(password);
  const found = page.waitForResponse('**/api/discover');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Email address').press('Tab');
  const { candidates } = discoverySchema.parse(await (await found).json());
  await page.getByRole('button', { name: candidates.length > 0 ? 'Review server settings' : 'Continue', exact: true }).click();
  for (const [service, host, port] of [
    ['IMAP', imapHost, '993'],
    ['SMTP', smtpHost, '465'],
  ] as const) {
    await page.getByLabel(`${service} server`).fill(host);
    await page.getByLabel(`${service} port`).fill(port);
  }
}

/** Fills the form from the demo lab. */
export async function chooseStory(page: Page, title: string, service = ''): Promise<void> {
  await page.goto(`${service}/#demo`);
  await page
    .getByRole('button')
    .filter({ has: page.getByText(title, { exact: true }) })
    .click();
  await expect(page.getByText(`Demo: ${title}`)).toBeVisible();
}

export function connectButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Connect', exact: true });
}

/** One of the five steps, with its stages. */
export function step(page: Page, name: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
}

/** What opens and closes details. */
export function disclosure(page: Page, name: string): Locator {
  return page.locator('summary').filter({ hasText: name });
}

/** Moves by the tabulator key alone until the focus is where it is wanted. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}
