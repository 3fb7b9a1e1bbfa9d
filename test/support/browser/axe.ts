// What axe finds on a page of the dashboard, in both colour schemes.

import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules that WCAG 2.2 AA asks for, and all that axe has, good practice among them. */
const rules = {
  required: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
  all: undefined,
} satisfies Record<string, axe.RunOnly | undefined>;

/** The one rule whose result depends on the colour scheme: the markup is the same in both. */
const contrast: axe.RunOnly = { type: 'rule', values: ['color-contrast'] };

/**
 * What the page breaks: of all rules in light, and of contrast in dark, in which it stays. Its policy lets no other script in:
 * the driver puts axe there.
 */
export async function faultsOf(page: Page, asked: keyof typeof rules = 'required'): Promise<string[]> {
  await page.evaluate(axe.source);
  return [...(await faultsIn(page, 'light', rules[asked])), ...(await faultsIn(page, 'dark', contrast))];
}

async function faultsIn(page: Page, colorScheme: 'light' | 'dark', runOnly?: axe.RunOnly): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  // No details of what is right, and no second request for the styles: no rule asks for them.
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    preload: false,
    ...(runOnly && { runOnly }),
  };
  const found = await page.evaluate(async (given) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(given);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, options);
  return found.map((fault) => `${colorScheme} ${fault}`);
}
