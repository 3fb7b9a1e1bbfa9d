// The settings of a site in forms: who may change them, what each changes, what is said of mistakes, and what is in the audit.

import { beforeAll, expect, test } from 'vitest';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

let cookie: string;

beforeAll(async () => {
  cookie = await signIn();
});

const sections = {
  site: { name: 'Acme', origins: 'https://acme.test', timeZone: 'UTC' },
  recording: { consent: 'granted', gpc: 'honor', collectFields: '', keepQuery: '' },
  exclude: { paths: '', emailDomains: '', ips: '' },
  people: { claimed: 'merge', anonymous: '180', identified: '1095' },
} as const;
type Section = keyof typeof sections;

const send = (site: string, form: Record<string, string>, more: { cookie?: string; ip?: string } = {}) =>
  visit(`/s/${site}/settings`, {
    cookie: more.cookie ?? cookie,
    form,
    headers: more.ip ? { 'cf-connecting-ip': more.ip } : {},
  });

const siteNow = async (site: string) => (await call(`GET /v1/sites/${site}`)).body;

async function auditOf(site: string, action = 'site'): Promise<string[]> {
  const { body } = await call(`GET /v1/sites/${site}/audit?action=${action}`);
  return body.data.map(
    ({
      action: what,
      actor,
      detail,
    }: {
      action: string;
      actor: { id: string };
      detail: { changed?: string };
    }) => `${what} ${actor.id} ${detail.changed ?? ''}`.trim(),
  );
}

/** Where a form leads, and what the page there says was done. */
async function doneAt(location: string | null): Promise<string> {
  const { html } = await visit((location ?? '').split('#')[0] ?? '', { cookie });
  return textOf(html.match(/<p class="done"[\s\S]*?<\/p>/)?.[0] ?? '');
}

test.each<[Section, Record<string, string>, object, string, string]>([
  [
    'site',
    { name: ' New <name> ', origins: 'https://acme.test\r\nwww.acme.test', timeZone: 'America/New_York' },
    {
      name: 'New <name>',
      origins: ['https://acme.test', 'https://www.acme.test'],
      settings: { timeZone: 'America/New_York' },
    },
    'Saved: Name, Addresses of the site, and Time zone. With the new time zone all scores are computed again.',
    'name, origins, settings.timeZone',
  ],
  [
    'recording',
    { consent: 'required', gpc: 'ignore', collectFields: 'company\n\n title ', keepQuery: 'plan' },
    {
      settings: {
        consent: 'required',
        gpc: 'ignore',
        collectFields: ['company', 'title'],
        keepQuery: ['plan'],
      },
    },
    'Saved: Consent, Global Privacy Control, Form fields to keep, and Query parameters to keep. The tag is another one now',
    'settings.consent, settings.gpc, settings.collectFields, settings.keepQuery',
  ],
  [
    'exclude',
    { paths: '/admin/*\n/a,b', emailDomains: 'acme.test', ips: '203.0.113.0/24\n2001:db8::1' },
    {
      settings: {
        exclude: {
          paths: ['/admin/*', '/a,b'],
          emailDomains: ['acme.test'],
          ips: ['203.0.113.0/24', '2001:db8::1'],
        },
      },
    },
    'Saved: Pages, Email domains, and IP addresses.',
    'settings.exclude',
  ],
  [
    'people',
    { claimed: 'separate', anonymous: '1', identified: ' 3650 ' },
    { settings: { claimed: 'separate', retentionDays: { anonymous: 1, identified: 3650 } } },
    'Saved: What a browser says of who it is, Days to keep anonymous visitors, and Days to keep identified visitors.',
    'settings.claimed, settings.retentionDays',
  ],
])(
  'the section %s changes all of its fields, says so, and is in the audit',
  async (form, fields, after, said, audit) => {
    const site = await newSite();
    const before = await siteNow(site);
    const { status, location } = await send(site, { form, ...fields });
    expect([status, location]).toEqual([303, expect.stringMatching(new RegExp(`#${form}$`))]);
    expect(await doneAt(location)).toContain(said);
    const now = await siteNow(site);
    expect(now).toMatchObject(after);
    expect(Object.keys(now.settings)).toEqual(Object.keys(before.settings));
    expect(await auditOf(site, 'site.update')).toEqual([`site.update bootstrap ${audit}`]);
  },
);

test('only what differs is changed: another one’s change of other fields stays, and nothing changed is no audit', async () => {
  const site = await newSite();
  const first = await send(site, { form: 'recording', ...sections.recording, keepQuery: 'plan' });
  expect(await doneAt(first.location)).toBe('Saved: Query parameters to keep.');
  expect(await auditOf(site)).toEqual(['site.update bootstrap settings.keepQuery']);
  const again = await send(site, { form: 'recording', ...sections.recording, keepQuery: 'plan' });
  expect(await doneAt(again.location)).toBe('Nothing was changed: all is as it was.');
  const cleared = await send(site, { form: 'recording', ...sections.recording });
  expect(await doneAt(cleared.location)).toBe('Saved: Query parameters to keep.');
  expect((await siteNow(site)).settings.keepQuery).toEqual([]);
  expect(await auditOf(site)).toHaveLength(2);
});

test('the page shows what is stored, each list one entry a line', async () => {
  const exclude = { paths: ['/a', '/b"><i>'], emailDomains: ['acme.test'], ips: ['::1'] };
  const site = await newSite({ settings: { exclude, claimed: 'separate', timeZone: 'Asia/Tokyo' } });
  const { html } = await visit(`/s/${site}/settings`, { cookie });
  expect(html).toMatch(/<textarea id="paths"[^>]*>\n\/a\n\/b&quot;&gt;&lt;i&gt;<\/textarea>/);
  expect(html).toMatch(/id="timeZone"[^>]*value="Asia\/Tokyo"/);
  expect(html).toMatch(/name="claimed" value="separate" checked/);
  expect(html).toContain('no identity secret. Make one');
});

const long = 'x'.repeat(300);
test.each<[Section, string, string, string]>([
  ['site', 'name', ' ', 'Give a name'],
  ['site', 'origins', '\n \n', 'Give 1 to 100'],
  ['site', 'origins', 'https://acme.test/path', '“https://acme.test/path” is not'],
  ['site', 'timeZone', 'Mars/Olympus', 'There is no such time zone'],
  ['recording', 'consent', 'perhaps', 'Choose one'],
  ['recording', 'gpc', 'maybe', 'Choose one'],
  ['recording', 'collectFields', `company\n${long}`, '“x{80}” is too long'],
  ['recording', 'keepQuery', Array.from({ length: 33 }, (_, n) => `q${n}`).join('\n'), 'Give at most 32'],
  ['exclude', 'paths', long, '“x{80}” is too long'],
  [
    'exclude',
    'emailDomains',
    Array.from({ length: 51 }, (_, n) => `${n}.test`).join('\n'),
    'Give at most 50',
  ],
  ['exclude', 'ips', '203.0.113.7\n203.0.113.999', '“203.0.113.999” is no IP address'],
  ['exclude', 'ips', '203.0.113.0/33', '“203.0.113.0/33” is no IP'],
  ['people', 'claimed', '', 'Choose one'],
  ['people', 'anonymous', '0', 'Give a whole number'],
  ['people', 'anonymous', '3651', 'Give a whole number'],
  ['people', 'identified', '1.5', 'Give a whole number'],
  ['people', 'identified', '', 'Give a whole number'],
])(
  '%s: %s %j is said beside its field, what was typed stays, and nothing is changed',
  async (form, field, typed, said) => {
    const site = await newSite();
    const before = await siteNow(site);
    const { status, html } = await send(site, { form, ...sections[form], [field]: typed });
    expect(status).toBe(400);
    expect(html).toMatch(new RegExp(`id="${field}-error"[^>]*>${said}`));
    expect(html.match(/class="complaint"/g)).toHaveLength(1);
    const [, area] = new RegExp(`<textarea id="${field}"[^>]*>\\n([^<]*)<`).exec(html) ?? [];
    const [, line] = new RegExp(`<input id="${field}"[^>]* value="([^"]*)"`).exec(html) ?? [];
    const isChoice = ['consent', 'gpc', 'claimed'].includes(field);
    if (!isChoice) expect(area ?? line).toBe(typed);
    expect(await siteNow(site)).toEqual(before);
    expect(await auditOf(site)).toEqual([]);
  },
);

test('of a wrong form every field keeps what was typed, as text', async () => {
  const site = await newSite();
  const hostile = '</textarea><script>hacked=1</script>';
  const form = {
    form: 'exclude',
    paths: hostile,
    emailDomains: '"><img src=x onerror=hacked=1>',
    ips: hostile,
  };
  const { html } = await send(site, form);
  expect(html).not.toMatch(/<script>hacked|<img src=x/);
  expect(html).toMatch(/<textarea id="paths"[^>]*>\n&lt;\/textarea&gt;&lt;script&gt;hacked/);
  expect(html).toMatch(/<textarea id="emailDomains"[^>]*>\n&quot;&gt;&lt;img/);
});

test.each(['editor', 'read'])(
  'a token with the role %s reads the settings and changes none',
  async (role) => {
    const site = await newSite();
    const before = await siteNow(site);
    const other = await signIn(await newToken(role, site));
    const { html } = await visit(`/s/${site}/settings`, { cookie: other });
    expect(textOf(html)).toContain('You can read these settings.');
    expect(html).toContain('<fieldset class="settings" disabled');
    expect(html.slice(html.indexOf('<main'))).not.toMatch(/<form|type="submit"/);
    const forms = [
      ...Object.entries(sections).map(([form, fields]) => ({ form, ...fields, name: 'Taken', ips: '::1' })),
      { form: 'leave-out' },
      { form: 'secret' },
      { form: 'delete', confirm: 'Acme' },
    ];
    for (const form of forms)
      expect((await send(site, form, { cookie: other, ip: '203.0.113.7' })).status).toBe(403);
    expect(await siteNow(site)).toEqual(before);
  },
);

test('nobody else’s pages, tokens or browsers can send the forms', async () => {
  const site = await newSite();
  const path = `/s/${site}/settings`;
  const form = { form: 'delete', confirm: 'Acme' };
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await visit(path, { cookie, form, headers })).status).toBe(403);
  expect((await visit(path, { form })).location).toMatch(/^\/\?next=/);
  const stranger = await signIn(await newToken('admin', await newSite()));
  expect((await visit(path, { cookie: stranger, form })).status).toBe(404);
  for (const broken of [{}, { form: 'all' }, { ...form, more: 'x'.repeat(140_000) }])
    expect((await visit(path, { cookie, form: broken })).status).toBe(400);
  expect((await siteNow(site)).origins).toEqual(['https://acme.test']);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
])(
  '"Leave me out" adds the address %s as %s, once, and beacons from there are not recorded',
  async (ip, range) => {
    const site = await newSite({ settings: { exclude: { ips: ['198.51.100.1'], paths: ['/admin'] } } });
    const headers = { 'cf-connecting-ip': ip };
    const before = await visit(`/s/${site}/settings`, { cookie, headers });
    expect(textOf(before.html)).toContain(`You come from ${range} . If it is left out`);
    for (let n = 0; n < 2; n++) {
      const { location } = await send(site, { form: 'leave-out' }, { ip });
      expect(await doneAt(location)).toBe(`Saved: IP addresses. ${range} is left out from now on.`);
    }
    const { exclude } = (await siteNow(site)).settings;
    expect(exclude).toEqual({ ips: ['198.51.100.1', range], paths: ['/admin'], emailDomains: [] });
    expect(await auditOf(site)).toEqual(['site.update bootstrap settings.exclude']);
    const after = await visit(`/s/${site}/settings`, { cookie, headers });
    expect(textOf(after.html)).toContain(`You come from ${range} , which is left out already.`);
    const view = { id: crypto.randomUUID(), kind: 'page_view', at: Date.now(), url: 'https://acme.test/' };
    const beacon = {
      site,
      device: crypto.randomUUID(),
      session: crypto.randomUUID(),
      sentAt: Date.now(),
      events: [view],
    };
    const sent = { origin: 'https://acme.test', 'user-agent': 'Mozilla/5.0 Firefox/153.0' };
    const mine = await call('POST /e', { body: beacon, token: null, headers: { ...sent, ...headers } });
    expect(mine.body.dropped).toBe('excluded');
    const other = { ...sent, 'cf-connecting-ip': '192.0.2.1' };
    expect((await call('POST /e', { body: beacon, token: null, headers: other })).body.accepted).toBe(1);
  },
);

test('where the address is unknown or the list is full, it says so and changes nothing', async () => {
  const site = await newSite();
  const page = textOf((await visit(`/s/${site}/settings`, { cookie })).html);
  expect(page).toContain('Your address is not known here');
  expect(page).toContain("leadlight('ignore', true)");
  expect((await send(site, { form: 'leave-out' })).status).toBe(409);
  const ips = Array.from({ length: 50 }, (_, n) => `198.51.100.${n}`);
  const full = await newSite({ settings: { exclude: { ips } } });
  const { status, html } = await send(full, { form: 'leave-out' }, { ip: '203.0.113.7' });
  expect([status, textOf(html)]).toEqual([409, expect.stringContaining('There are 50 addresses already')]);
  expect((await siteNow(full)).settings.exclude.ips).toEqual(ips);
});

test('the identity secret is shown once, and replaced only with a tick', async () => {
  const site = await newSite();
  const made = await send(site, { form: 'secret' });
  const [, secret = ''] = /<pre id="secret"[^>]*>([\w-]{43})</.exec(made.html) ?? [];
  expect([made.status, secret]).toEqual([200, expect.stringMatching(/^[\w-]{43}$/)]);
  expect(made.headers.get('cache-control')).toBe('no-store');
  const page = await visit(`/s/${site}/settings`, { cookie });
  expect(page.html).not.toContain(secret);
  expect(page.html).toContain('cannot be shown again');
  const unsure = await send(site, { form: 'secret' });
  expect([unsure.status, unsure.html]).toEqual([
    400,
    expect.stringMatching(/id="sure-error"[^>]*>Tick the box/),
  ]);
  expect(await auditOf(site)).toEqual(['site.identity_secret bootstrap']);
  const replaced = await send(site, { form: 'secret', sure: 'yes' });
  expect(/<pre id="secret"[^>]*>([\w-]{43})</.exec(replaced.html)?.[1]).not.toBe(secret);
  expect(await auditOf(site)).toHaveLength(2);
});

test('a name is typed as the page shows it, on any keyboard', async () => {
  const site = await newSite({ name: 'Acme\u00a0  So\u0308hne' });
  expect((await send(site, { form: 'delete', confirm: 'Acme Söhne' })).location).toBe('/');
});

test('a site is deleted only with its name typed', async () => {
  const site = await newSite({ name: 'Acme & <Söhne>' });
  for (const confirm of ['', 'acme & <söhne>', site]) {
    const { status, html } = await send(site, { form: 'delete', confirm });
    expect([status, html]).toEqual([
      400,
      expect.stringMatching(/id="confirm-error"[^>]*>This is not the name/),
    ]);
  }
  expect((await siteNow(site)).origins).toEqual(['https://acme.test']);
  const { status, location } = await send(site, { form: 'delete', confirm: ' Acme & <Söhne> ' });
  expect([status, location]).toEqual([303, '/']);
  expect((await call(`GET /v1/sites/${site}`)).status).toBe(404);
  expect((await call('GET /v1/audit?action=site.delete')).body.data[0].detail).toEqual({ site });
});

test.each([
  'saved=site&what=<b>x</b>',
  'saved=nothing&what=name',
  'saved=leave-out&what=<b>everybody</b>',
  'saved=leave-out&what=',
  'saved=leave-out&what=::1%25%20Call%20us%20at%20555',
  'saved=leave-out&what=203.0.113.7/64',
  'saved=__proto__&what=name',
])('the address ?%s claims nothing that the forms cannot do', async (search) => {
  const site = await newSite();
  expect(await doneAt(`/s/${site}/settings?${search}`)).toBe('');
});

test.each<[string[], string[]]>([
  [['https://acme.test'], ['https://www.acme.test']],
  [['https://www.acme.test'], ['https://acme.test']],
  [['https://acme.test', 'https://www.acme.test'], []],
  [['https://shop.acme.test', 'http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:80'], []],
])('of the addresses %j it misses %j', async (origins, missed) => {
  const site = await newSite({
    origins,
    settings: { timeZone: 'Europe/Berlin', collectFields: ['company'] },
  });
  const text = textOf((await visit(`/s/${site}/settings`, { cookie })).html);
  expect([...text.matchAll(/(\S+) is not among the addresses/g)].map(([, origin]) => origin)).toEqual(missed);
  expect(text.includes('What you may want to set')).toBe(missed.length > 0);
});

test('it speaks German to whom the browser says so', async () => {
  const site = await newSite();
  const headers = { 'accept-language': 'de' };
  const { html } = await visit(`/s/${site}/settings`, { cookie, headers });
  expect(textOf(html)).toMatch(/Einstellungen .* Was aufgezeichnet wird .* Website löschen/);
  const form = { form: 'people', ...sections.people, anonymous: '0' };
  const wrong = await visit(`/s/${site}/settings`, { cookie, headers, form });
  expect(wrong.html).toMatch(/id="anonymous-error"[^>]*>Geben Sie eine ganze Zahl/);
});
