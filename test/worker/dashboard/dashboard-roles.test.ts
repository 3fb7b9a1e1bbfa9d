// What each role gets of every page and form. A route that the table lacks fails the test.

import { env, exports } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { dashboardRoutes } from '../../../worker/dashboard/routes.tsx';
import { base, call, newSite, newToken } from '../../support/api.ts';
import { signIn, visit } from '../../support/browser/pages.ts';

/** Who asks: with a token for the site, for another site, or with none. A token that writes signs nobody in. */
const callers = ['admin', 'editor', 'read', 'elsewhere', 'nobody'] as const;
type Caller = (typeof callers)[number];

/** The status for each caller, in the order above. */
type Row = [route: string, statuses: number[], form?: Record<string, string>];

const signInFirst = 303;
const looks = [200, 200, 200, 404, signInFirst];
const edits = (done: number) => [done, done, 403, 404, signInFirst];
const administers = (done: number) => [done, 403, 403, 404, signInFirst];

const rows: Row[] = [
  ['GET /assets/:file', [200, 200, 200, 200, 200]],
  ['GET /', [303, 303, 303, 303, 200]],
  ['GET /sign-in', [200, 200, 200, 200, 200]],
  ['POST /sign-in', [401, 401, 401, 401, 401], { token: 'wrong' }],
  ['GET /sign-out', [303, 303, 303, 303, 303]],
  ['GET /p/:secret', [200, 200, 200, 200, 200]],
  ['GET /s/:site', looks],
  ['GET /s/:site/visitors.csv', looks],
  ['GET /s/:site/segments', looks],
  ['POST /s/:site/segments', edits(404), { do: 'delete', segment: 'seg_none' }],
  ['GET /s/:site/companies', looks],
  ['GET /s/:site/companies/:key', looks],
  // The site's model grades no fit: this leads to the list.
  ['GET /s/:site/matrix', [303, 303, 303, 404, signInFirst]],
  ['POST /s/:site/matrix', edits(303), { cell: 'A1', action: 'Call' }],
  ['GET /s/:site/reports', looks],
  ['GET /s/:site/reports/bands.csv', looks],
  ['GET /s/:site/reports/calibration', looks],
  ['GET /s/:site/reports/calibration.csv', looks],
  ['POST /s/:site/reports/calibration', edits(303), {}],
  ['GET /s/:site/reports/prediction', looks],
  ['GET /s/:site/reports/prediction.csv', looks],
  ['POST /s/:site/reports/prediction', edits(303), {}],
  ['GET /s/:site/reports/sources', looks],
  ['GET /s/:site/reports/sources.csv', looks],
  ['GET /s/:site/reports/velocity', looks],
  ['GET /s/:site/reports/velocity.csv', looks],
  ['GET /s/:site/reports/overview', looks],
  ['GET /s/:site/reports/overview.csv', looks],
  ['GET /s/:site/model', looks],
  ['POST /s/:site/model', edits(303), { do: 'discard' }],
  ['POST /s/:site/model/draft', edits(400), {}],
  ['GET /s/:site/model/json', looks],
  ['POST /s/:site/model/json', edits(409), { json: '{' }],
  ['GET /s/:site/model/versions', looks],
  ['POST /s/:site/model/versions', edits(400), {}],
  ['GET /s/:site/model/print', looks],
  ['GET /s/:site/model/rules', edits(200)],
  ['POST /s/:site/model/rules', edits(400), {}],
  ['GET /s/:site/model/fit.rules', edits(200)],
  ['POST /s/:site/model/fit.rules', edits(400), {}],
  ['GET /s/:site/model/groups', edits(200)],
  ['POST /s/:site/model/groups', edits(400), {}],
  ['GET /s/:site/model/lapses', edits(200)],
  ['POST /s/:site/model/lapses', edits(400), {}],
  ['GET /s/:site/alerts', looks],
  ['POST /s/:site/alerts', edits(400), { url: 'https://127.0.0.1/', format: 'slack', events: 'visitor.hot' }],
  // The table has no alert: the page of one that is not there.
  ['GET /s/:site/alerts/:id', [404, 404, 404, 404, signInFirst]],
  ['POST /s/:site/alerts/:id', edits(404), { form: 'pause' }],
  ['GET /s/:site/install', looks],
  ['GET /s/:site/start', looks],
  ['GET /s/:site/settings', looks],
  ['POST /s/:site/settings', administers(400), { section: 'name' }],
  ['GET /s/:site/rows', [303, 303, 303, 404, signInFirst]],
  ['POST /s/:site/rows', [303, 303, 303, 404, signInFirst], { rows: 'compact' }],
  ['POST /', [403, 403, 403, 403, signInFirst], {}],
  ['GET /s/:site/activity', looks],
  ['GET /s/:site/access', administers(200)],
  ['POST /s/:site/access', administers(200), { form: 'add', name: 'x', role: 'read', expires: '7' }],
  ['POST /s/:site/access', administers(404), { form: 'revoke', id: 'nobody' }],
  ['GET /s/:site/visitors/:id', looks],
  ['POST /s/:site/visitors/:id', edits(303), { form: 'points', points: '1', reason: 'x' }],
  ['POST /s/:site/visitors/:id', edits(303), { form: 'outcome', result: 'lost' }],
  ['POST /s/:site/visitors/:id', edits(400), { form: 'split' }],
  ['POST /s/:site/visitors/:id/shares', edits(200), { form: 'make', days: '1' }],
  ['POST /s/:site/visitors/:id/shares', edits(303), { form: 'revoke', share: 'none' }],
  ['GET /s/:site/visitors/:id/export', looks],
  ['GET /s/:site/visitors/:id/erase', administers(200)],
  ['POST /s/:site/visitors/:id/erase', administers(200), {}],
  ['POST /sign-out', [303, 303, 303, 303, 303], {}],
];

const cookies = new Map<Caller, string>();
let site: string;
let secret: string;

/** A person for a row: one row erases them. */
async function newPerson(): Promise<string> {
  const email = `${crypto.randomUUID()}@acme.test`;
  const event = { kind: 'page_view', url: 'https://acme.test/', device: crypto.randomUUID(), email };
  await call(`POST /v1/sites/${site}/events`, { body: { events: [event] } });
  return (await call(`GET /v1/sites/${site}/visitors?email=${email}`)).body.data[0].id;
}

beforeAll(async () => {
  site = await newSite();
  const other = await newSite();
  for (const role of ['admin', 'editor', 'read'] as const) {
    cookies.set(role, await signIn(await newToken(role, site)));
  }
  cookies.set('elsewhere', await signIn(await newToken('admin', other)));
  const { body } = await call(`POST /v1/sites/${site}/visitors/${await newPerson()}/shares`, {
    body: { days: 1 },
  });
  secret = body.url.slice(`${base}/p/`.length);
});

test('the table has every route of the pages', () => {
  const routes = dashboardRoutes.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(rows.map(([route]) => route))].toSorted()).toEqual([...new Set(routes)].toSorted());
});

test.each(rows)('%s is answered with %j, for each role', async (route, statuses, form) => {
  const [method, pattern = ''] = route.split(' ');
  expect(method).toBe(form ? 'POST' : 'GET');
  const visitor = await newPerson();
  const values: Record<string, string> = { site, id: visitor, key: 'acme.test', file: 'x.css', secret };
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '');
  const answers: number[] = [];
  // Those who may least come first: what the others do must not change what these get.
  for (const caller of callers.toReversed()) {
    const cookie = cookies.get(caller);
    const sent = form && {
      ...form,
      ...('reason' in form || 'result' in form ? { id: crypto.randomUUID() } : {}),
    };
    const asked = { ...(cookie && { cookie }), ...(sent && { form: sent }) };
    answers.unshift((await visit(path, asked)).status);
  }
  expect(answers).toEqual(statuses);
});

test.each(rows.filter(([route]) => route.startsWith('POST ')))(
  '%s is refused to an administrator whose browser sends it from elsewhere',
  async (route, _, form) => {
    const values: Record<string, string> = { site, id: await newPerson() };
    const path = (route.split(' ')[1] ?? '').replace(/:(\w+)/g, (_, name: string) => values[name] ?? '');
    const cookie = await signIn(await newToken('admin', site));
    const body = new URLSearchParams({ ...form, token: env.ADMIN_TOKEN, id: crypto.randomUUID() });
    const from: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' },
      { 'sec-fetch-site': 'same-site', origin: base },
      { 'sec-fetch-site': 'none', origin: base },
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { origin: `${base}.evil.test` },
      { referer: `${base}/` },
      {},
    ];
    for (const headers of from) {
      const answer = await exports.default.fetch(base + path, {
        ...{ method: 'POST', redirect: 'manual', body },
        headers: { cookie, ...headers },
      });
      expect([headers, answer.status, answer.headers.get('set-cookie')]).toEqual([headers, 403, null]);
    }
  },
);

test('a token that writes opens no page', async () => {
  const { status, headers } = await visit('/sign-in', { form: { token: await newToken('write', site) } });
  expect([status, headers.get('set-cookie')]).toEqual([403, null]);
});
