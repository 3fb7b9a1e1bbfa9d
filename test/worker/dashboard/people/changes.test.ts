// The forms of a visitor's page: who may send them, what they change, that a repeat counts once, and what is said of mistakes.

import { expect, test } from 'vitest';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

interface Person {
  site: string;
  id: string;
  path: string;
}

/** A site whose only visitor has an email, and these traits. */
async function onePerson(traits: Record<string, unknown> = {}, email = 'ann@acme.test'): Promise<Person> {
  const site = await newSite();
  await identify(site, { email, traits });
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors`)).body.data;
  return { site, id, path: `/s/${site}/visitors/${id}` };
}

async function identify(site: string, event: object): Promise<void> {
  const events = [{ id: crypto.randomUUID(), kind: 'identify', ...event }];
  const { status, body } = await call(`POST /v1/sites/${site}/events`, { body: { events } });
  expect([status, body.rejected]).toEqual([200, []]);
}

/** The fields of a form as the page has them, without those that people fill in. */
function formIn(html: string, name: string): Record<string, string> {
  const form = html.match(/<form[\s\S]*?<\/form>/g)?.find((one) => one.includes(`value="${name}"`)) ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return Object.fromEntries(hidden.map(([, field = '', value = '']) => [field, value]));
}

async function open(person: Person, cookie: string) {
  return (await visit(person.path, { cookie })).html;
}

/** Follows the answer of a form that was accepted, and returns what the page says was done. */
async function doneAt(location: string | null, cookie: string): Promise<string> {
  const { html } = await visit(location ?? '', { cookie });
  return textOf(html.match(/<p class="done"[\s\S]*?<\/p>/)?.[0] ?? '');
}

async function auditOf(site: string, action: string) {
  const { body } = await call(`GET /v1/sites/${site}/audit?action=${action}`);
  return body.data.map(({ actor, detail }: { actor: { label: string | null }; detail: object }) => ({
    by: actor.label,
    ...detail,
  }));
}

const scoreOf = async ({ site, id }: Person) =>
  (await call(`GET /v1/sites/${site}/visitors/${id}`)).body.score as number;

const forms: Record<string, Record<string, string>> = {
  points: { points: '5', reason: 'Met at the fair' },
  outcome: { result: 'lost' },
  split: { device: 'd0000000-0000-4000-8000-000000000001', sure: 'yes' },
  note: { text: 'Called' },
  state: { state: 'working' },
  owner: { owner: 'Mia' },
  undo: { event: 'd0000000-0000-4000-8000-000000000001' },
};

test('points by hand count once however often the form is sent, and are recorded with who gave them', async () => {
  const person = await onePerson();
  const cookie = await signIn(await newToken('editor', person.site));
  const form = {
    ...formIn(await open(person, cookie), 'points'),
    points: '12.5',
    reason: 'Met at <the> fair',
  };
  const sent = [];
  for (let n = 0; n < 2; n++) sent.push(await visit(person.path, { cookie, form }));
  expect(sent.map(({ status }) => status)).toEqual([303, 303]);
  expect(await doneAt(sent[0]?.location ?? null, cookie)).toContain('Recorded +12.5 points');
  expect(await scoreOf(person)).toBe(12.5);
  expect(await auditOf(person.site, 'visitor.adjust')).toEqual([
    expect.objectContaining({ by: 'editor of a test', visitor: person.id, points: 12.5 }),
  ]);
  const html = await open(person, cookie);
  expect(html).toContain('Met at &lt;the&gt; fair');
  expect(html).not.toContain('<the>');
});

test('a new page has a new id, so that the same points can be given again', async () => {
  const person = await onePerson();
  const cookie = await signIn();
  for (let n = 0; n < 2; n++) {
    const form = { ...formIn(await open(person, cookie), 'points'), ...forms.points };
    expect((await visit(person.path, { cookie, form })).status).toBe(303);
  }
  expect(await scoreOf(person)).toBe(10);
});

test('a form that comes again with other points says that the first stand, and gets a new id', async () => {
  const person = await onePerson();
  const cookie = await signIn();
  const form = { ...formIn(await open(person, cookie), 'points'), ...forms.points };
  await visit(person.path, { cookie, form });
  const again = await visit(person.path, { cookie, form: { ...form, points: '6' } });
  expect([again.status, textOf(again.html)]).toEqual([409, expect.stringContaining('which stand')]);
  expect(formIn(again.html, 'points').id).not.toBe(form.id);
  expect(await scoreOf(person)).toBe(5);
});

test.each([
  ['points', '', 'Give a number from'],
  ['points', 'ten', 'Give a number from'],
  ['points', '1,5', 'Give a number from'],
  ['points', '1e3', 'Give a number from'],
  ['points', '10001', 'Give a number from'],
  ['points', '-10001', 'Give a number from'],
  ['reason', '', 'Give a reason'],
  ['reason', '  ', 'Give a reason'],
  ['reason', 'x'.repeat(201), 'Give a reason'],
  ['reason', 'two\nlines', 'Give a reason'],
])('points by hand with the %s %j are not accepted, and what was typed stays', async (field, typed, said) => {
  const person = await onePerson();
  const cookie = await signIn();
  const own = formIn(await open(person, cookie), 'points');
  const good = { points: '7', reason: '"><script>hacked=1</script>' };
  const sent = await visit(person.path, { cookie, form: { ...own, ...good, [field]: typed } });
  expect(sent.status).toBe(400);
  expect(sent.html).toMatch(new RegExp(`id="points-${field}-error"[^>]*>${said}`));
  expect(sent.html).toMatch(/<details open/);
  expect(sent.html).not.toContain('<script>hacked');
  const [other, value] = field === 'points' ? ['reason', '&quot;&gt;&lt;script'] : ['points', '7'];
  expect(sent.html).toMatch(new RegExp(`name="${other}" value="${value}`));
  expect(formIn(sent.html, 'points')).toEqual(own);
  expect(await scoreOf(person)).toBe(0);
});

test.each(['10000', '-10000', '−3', '+4', '.5'])('the points %s are accepted', async (points) => {
  const person = await onePerson();
  const cookie = await signIn();
  const form = { ...formIn(await open(person, cookie), 'points'), reason: 'x'.repeat(200), points };
  const { location } = await visit(person.path, { cookie, form });
  expect(await doneAt(location, cookie)).toContain('Recorded');
});

test.each(Object.keys(forms))(
  'a token that may only read neither sees nor sends the form %s',
  async (name) => {
    const person = await onePerson();
    const cookie = await signIn(await newToken('read', person.site));
    expect(formIn(await open(person, cookie), name)).toEqual({});
    const form = { form: name, id: crypto.randomUUID(), ...forms[name] };
    const sent = await visit(person.path, { cookie, form });
    expect([sent.status, textOf(sent.html)]).toEqual([403, expect.stringContaining('may only read')]);
    expect((await call(`GET /v1/sites/${person.site}/audit?action=visitor`)).body.data).toEqual([]);
  },
);

test.each(Object.keys(forms))(
  'the form %s is refused from another site, and without a session',
  async (name) => {
    const person = await onePerson();
    const cookie = await signIn();
    const form = { form: name, id: crypto.randomUUID(), ...forms[name] };
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await visit(person.path, { cookie, form, headers })).status).toBe(403);
    expect((await visit(person.path, { form })).location).toMatch(/^\/\?next=/);
    expect((await call(`GET /v1/sites/${person.site}/audit?action=visitor`)).body.data).toEqual([]);
  },
);

test.each(Object.keys(forms))(
  'the form %s for nobody is answered with 404, and a form of no kind with 400',
  async (name) => {
    const person = await onePerson();
    const cookie = await signIn();
    const form = { form: name, id: crypto.randomUUID(), ...forms[name] };
    expect((await visit(`/s/${person.site}/visitors/nobody`, { cookie, form })).status).toBe(404);
    for (const broken of [{}, { form: 'erase' }, { ...form, more: 'x'.repeat(50_000) }])
      expect((await visit(person.path, { cookie, form: broken })).status).toBe(400);
  },
);

test('an address that claims what was done shows nothing but what a form can do', async () => {
  const person = await onePerson();
  const cookie = await signIn();
  for (const what of ['<b>5</b>', 'a million', '', '123456789'])
    expect(await doneAt(`${person.path}?done=points&what=${encodeURIComponent(what)}`, cookie)).toBe('');
});

test.each([
  ['won', 'customer', 'Recorded as won. This person is a customer now.'],
  ['lost', 'cold', 'Recorded as lost.'],
])(
  'a deal %s counts once however often the form is sent, and is recorded with who sent it',
  async (result, status, said) => {
    const person = await onePerson();
    const cookie = await signIn(await newToken('editor', person.site));
    const own = formIn(await open(person, cookie), 'outcome');
    const form = { ...own, result, value: '1200.50', currency: 'eur' };
    const sent = await Promise.all([1, 2].map(() => visit(person.path, { cookie, form })));
    sent.push(await visit(person.path, { cookie, form }));
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await doneAt(sent[0]?.location ?? null, cookie)).toBe(said);
    const { body } = await call(`GET /v1/sites/${person.site}/visitors/${person.id}`);
    expect([body.outcome, body.status]).toEqual([result, status]);
    expect(await outcomesOf(person)).toEqual([
      expect.objectContaining({ result, value: 1200.5, currency: 'EUR' }),
    ]);
    expect(await auditOf(person.site, 'visitor.outcome')).toEqual([
      expect.objectContaining({ by: 'editor of a test', visitor: person.id, result }),
    ]);
    expect(textOf(await open(person, cookie))).toMatch(new RegExp(`Deal ${result} .*1200.5 EUR · by `));
  },
);

async function outcomesOf({ site, id }: Person) {
  const { body } = await call(`GET /v1/sites/${site}/visitors/${id}/events`);
  const events = body.data as { kind: string; body: object }[];
  return events.filter(({ kind }) => kind === 'outcome').map((event) => event.body);
}

test('an outcome by the API is recorded with nobody, as before', async () => {
  const person = await onePerson();
  const body = { id: 'crm-1', visitor: person.id, result: 'won' };
  await call(`POST /v1/sites/${person.site}/outcomes`, { body });
  expect(await outcomesOf(person)).toEqual([expect.not.objectContaining({ actor: expect.anything() })]);
  expect(await auditOf(person.site, 'visitor.outcome')).toEqual([]);
});

test.each([{ result: 'won' }, { value: '5' }, { value: '10', currency: 'EUR' }, { value: '' }])(
  'a result that comes again with other content, %j, says that the first stands',
  async (other) => {
    const person = await onePerson();
    const cookie = await signIn();
    const own = formIn(await open(person, cookie), 'outcome');
    const form = { ...own, result: 'lost', value: '10', currency: '' };
    await visit(person.path, { cookie, form });
    const again = await visit(person.path, { cookie, form: { ...form, ...other } });
    expect([again.status, textOf(again.html)]).toEqual([409, expect.stringContaining('which stands')]);
    expect(formIn(again.html, 'outcome').id).not.toBe(own.id);
    expect(await outcomesOf(person)).toHaveLength(1);
  },
);

test.each([
  ['result', '', 'Choose won or lost'],
  ['result', 'open', 'Choose won or lost'],
  ['value', '-1', 'Give a number without'],
  ['value', '1,200', 'Give a number without'],
  ['value', '1000000000001', 'Give a number without'],
  ['currency', 'euro', 'Give the three letters'],
  ['currency', '"><u>', 'Give the three letters'],
])('an outcome with the %s %j is not accepted, and what was typed stays', async (field, typed, said) => {
  const person = await onePerson();
  const cookie = await signIn();
  const own = formIn(await open(person, cookie), 'outcome');
  const good = { result: 'won', value: '7', currency: 'USD' };
  const sent = await visit(person.path, { cookie, form: { ...own, ...good, [field]: typed } });
  expect(sent.status).toBe(400);
  expect(sent.html).toMatch(new RegExp(`id="outcome-${field}-error"[^>]*>${said}`));
  expect(sent.html).not.toContain('"><u>');
  if (field !== 'result') expect(sent.html).toMatch(/value="won" required=""[^>]*checked=""/);
  if (field !== 'value') expect(sent.html).toMatch(/name="value" value="7"/);
  expect(formIn(sent.html, 'outcome')).toEqual(own);
  expect(await outcomesOf(person)).toEqual([]);
});

test('an outcome of an excluded person is refused in words', async () => {
  const person = await onePerson();
  const cookie = await signIn();
  const settings = { exclude: { emailDomains: ['acme.test'] } };
  expect((await call(`PATCH /v1/sites/${person.site}`, { body: { settings } })).status).toBe(200);
  const form = { ...formIn(await open(person, cookie), 'outcome'), result: 'won' };
  const sent = await visit(person.path, { cookie, form });
  expect([sent.status, textOf(sent.html)]).toEqual([
    409,
    expect.stringContaining('exclude this email address'),
  ]);
});

const [deskDevice, phoneDevice] = [
  'd0000000-0000-4000-8000-000000000001',
  'd0000000-0000-4000-8000-000000000002',
] as const;

/** A person who was identified on these devices, and looked at a page on each. */
async function personOn(...devices: string[]): Promise<Person> {
  const site = await newSite();
  for (const device of devices) {
    await identify(site, { device, email: 'ann@acme.test' });
    await identify(site, { device, kind: 'page_view', url: 'https://acme.test/' });
  }
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors?email=ann@acme.test`)).body.data;
  return { site, id, path: `/s/${site}/visitors/${id}` };
}

test('a device is split off once it is confirmed, and the page leads to the new visitor', async () => {
  const person = await personOn(deskDevice, phoneDevice);
  const cookie = await signIn(await newToken('editor', person.site));
  const own = formIn(await open(person, cookie), 'split');
  const form = { ...own, device: phoneDevice };
  const unsure = await visit(person.path, { cookie, form });
  expect([unsure.status, textOf(unsure.html)]).toEqual([400, expect.stringContaining('Tick the box')]);
  expect(unsure.html).toContain(`value="${phoneDevice}" selected=""`);
  expect(await auditOf(person.site, 'visitor.split')).toEqual([]);

  const sent = await visit(person.path, { cookie, form: { ...form, sure: 'yes' } });
  expect([sent.status, await doneAt(sent.location, cookie)]).toEqual([
    303,
    expect.stringContaining('split off'),
  ]);
  const [audited] = await auditOf(person.site, 'visitor.split');
  expect(audited).toMatchObject({ by: 'editor of a test', visitor: person.id, moved: expect.any(String) });
  const { html } = await visit(sent.location ?? '', { cookie });
  expect(html).toContain(`href="/s/${person.site}/visitors/${audited.moved}">Open the new visitor`);
  expect((await visit(`/s/${person.site}/visitors/${audited.moved}`, { cookie })).status).toBe(200);
  expect(html).not.toContain(phoneDevice);

  const again = await visit(person.path, { cookie, form: { ...form, sure: 'yes' } });
  expect([again.status, textOf(again.html)]).toEqual([
    409,
    expect.stringContaining('does not have this device'),
  ]);
  expect(await auditOf(person.site, 'visitor.split')).toHaveLength(1);
});

test('who was on one device and is verified has none to split off, and who only claimed it has', async () => {
  const cookie = await signIn();
  expect(formIn(await open(await personOn(deskDevice), cookie), 'split')).toEqual({});
  const claimed = await claimant();
  const own = formIn(await open(claimed, cookie), 'split');
  expect(own.form).toBe('split');
  const form = { ...own, device: deskDevice, sure: 'yes' };
  const { status, location } = await visit(claimed.path, { cookie, form });
  expect([status, (await visit(location ?? '', { cookie })).status]).toEqual([303, 200]);
  expect(await doneAt(location, cookie)).toContain('split off');
});

/** Somebody who claimed an email in a browser, on one device. */
async function claimant(): Promise<Person> {
  const site = await newSite();
  const at = Date.now();
  const event = {
    id: crypto.randomUUID(),
    kind: 'identify',
    at,
    url: 'https://acme.test/',
    email: 'ann@acme.test',
  };
  const headers = { origin: 'https://acme.test', 'user-agent': 'Mozilla/5.0 Firefox/153.0' };
  const beacon = { site, device: deskDevice, sentAt: at, events: [event] };
  expect((await call('POST /e', { token: null, headers, body: beacon })).status).toBe(202);
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors?email=ann@acme.test`)).body.data;
  return { site, id, path: `/s/${site}/visitors/${id}` };
}
