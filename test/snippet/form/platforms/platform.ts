// What a fixture says of a platform: the forms that it makes, with its own markup and its own way of sending them.

import type { PageOptions } from '../../site/site-page.ts';

/** One try to send a form. */
export interface Try {
  /** What the visitor puts in, by selector. */
  type?: Record<string, string>;
  /** What the visitor presses. */
  press: string;
  /** What the server answers from now on, by path. */
  answers?: Record<string, PageOptions>;
  /** True once the platform has shown what came of it. */
  until?: string;
}

/** What is recorded of a form once its last try has gone through. */
export type Recorded =
  | { kind: 'form_fill'; form: string; label: string }
  | { kind: 'identify' }
  | { kind: 'nothing' };

/** A form of a platform. */
export interface PlatformForm {
  /** What it is called in docs/install.md. */
  name: string;
  /** The form, with what the platform puts around it. Addresses of other hosts become paths of this site. */
  body: string;
  /** What the platform's own script does. */
  script?: string;
  /** All but the last are held back, or lead to another step: they record nothing. */
  tries: Try[];
  records: Recorded;
  /** How the last try is seen to have worked: the browser posted it, or the platform says so. Else nobody knows until the page is left. */
  end?: 'posted' | 'told';
  /** The email put in last. Default ann@acme.com. */
  email?: string;
}

/** A platform. */
export interface Platform {
  name: string;
  /** Libraries that its pages load, by path. */
  libraries?: Record<string, string>;
  forms: PlatformForm[];
}

export const nothing: Recorded = { kind: 'nothing' };
export const identify: Recorded = { kind: 'identify' };
export const fill = (form: string, label: string): Recorded => ({ kind: 'form_fill', form, label });

/** A visitor’s own. */
export const ann = 'ann@acme.com';

/** What is put in by mistake, or at a try that is held back: never recorded. */
export const early = 'early@acme.com';
