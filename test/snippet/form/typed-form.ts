// A page with a form that came filled in, as if a visitor had typed it.

import type { PageOptions } from '../site/site-page.ts';
import { page, site } from '../site/use-site.ts';

export async function open(body: string, options: PageOptions = {}): Promise<void> {
  site.page('/', { ...options, body });
  await page.goto(site.url('/'));
  await site.arrived('page_view');
  await page.evaluate(typeValues);
}

/** Makes of the values with which the fields of this page came what a visitor has put into them. */
function typeValues(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>(
    'input:not([type]),[type=email],[type=text],textarea',
  )) {
    const { value } = field;
    field.defaultValue = '';
    field.value = value;
  }
}

export const email = '<input type=email name=email value="ann@acme.com">';
export const send = '<button id=send>Send</button>';
export const stays = 'onsubmit="event.preventDefault()"';
