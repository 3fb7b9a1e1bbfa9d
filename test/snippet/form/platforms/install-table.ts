// The table of docs/install.md that says what each platform's forms are worth, from the same fixtures as the pages.

import { defaultModel } from '../../../../schema/model/default-model.ts';
import { awardRequestsOf } from '../../../../worker/score/rules/award-request.ts';
import { compileModel } from '../../../../worker/score/rules/compile.ts';
import { intentOf } from '../../../../worker/score/rules/form-intent.ts';
import { eventOf, monday } from '../../../support/checks/scoring.ts';
import { contentSystems } from './content-systems.ts';
import { marketing } from './marketing.ts';
import type { Platform, Recorded } from './platform.ts';
import { shops } from './shops.ts';
import { wordpress } from './wordpress.ts';
import { wordpressMore } from './wordpress-more.ts';

const compiled = compileModel({ version: 1, landmark: monday, model: defaultModel });

/** What a fill earns under the default model, on a page with this path. */
function pointsOf({ form, label }: { form: string; label: string }, path: string): number {
  const event = eventOf({
    kind: 'form_fill',
    body: { url: `https://example.com${path}`, form, label, email: 'ann@acme.com' },
  });
  const awards = awardRequestsOf(event, compiled).filter(({ visit }) => !visit);
  return awards.reduce((sum, { points }) => sum + points, 0);
}

const quoted = (text: string) => (text ? `\`${text}\`` : '');

function rowOf(name: string, records: Recorded): string[] {
  if (records.kind !== 'form_fill')
    return [name, records.kind === 'identify' ? '`identify`' : 'nothing', '', '', '', ''];
  const { form, label } = records;
  const points = [pointsOf(records, '/'), pointsOf(records, '/contact')].map(String);
  return [name, quoted(form), quoted(label), quoted(intentOf({ form, label, path: '/' })), ...points];
}

/** The forms of a platform, those of which nothing is recorded as one. */
function rowsOf({ name, forms }: Platform): string[][] {
  const silent = forms.filter(({ records }) => records.kind === 'nothing').map((form) => form.name);
  const rows = forms
    .filter(({ records }) => records.kind !== 'nothing')
    .map((form) => rowOf(form.name, form.records));
  if (silent.length > 0) rows.push(rowOf(silent.join('; '), { kind: 'nothing' }));
  return rows.map((row) => [name, ...row]);
}

/** The rows: platform, form, recorded as, label, intent, points on a page that says nothing, and on one that says contact. */
export const installTable = (): string[][] =>
  [wordpress, wordpressMore, shops, contentSystems, marketing].flat().flatMap(rowsOf);
