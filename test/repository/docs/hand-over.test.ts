// docs/reference/hand-over.md and nurture.md: their code runs, and sends what the services document, with the message that is sent.

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { VisitorMessage } from '../../../schema/api/alerts/message.ts';
import { testBody } from '../../../worker/flows/alerts/messages/test-message.ts';
import { section, tables } from '../../support/checks/markdown.ts';

const pages = { handOver: 'docs/reference/hand-over.md', nurture: 'docs/reference/nurture.md' };
const text = (page: keyof typeof pages) => readFileSync(pages[page], 'utf8');

/** A request that the receiver got. */
interface Got {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let got: Got[] = [];
let answers: Record<string, { status?: number; body?: unknown }> = {};
let origin: string;

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    got.push({ method, path: url, headers, body });
    const known = Object.entries(answers).find(([start]) => `${method} ${url}`.startsWith(start))?.[1];
    response.writeHead(known?.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known?.body ?? {}));
  });
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  got = [];
  answers = {};
});

/** The code block of a page with this name, with the services' hosts replaced by ours. */
function codeOf(page: keyof typeof pages, name: string): string {
  const code = new RegExp(`\`\`\`js ${name}\\n([\\s\\S]*?)\`\`\``).exec(text(page))?.[1];
  if (code === undefined) throw new Error(`no code ${name}`);
  return code.replace(/https:\/\/(?:api\.hubapi|api\.pipedrive|webto\.salesforce|api\.brevo)\.com/g, origin);
}

const urlOf = (code: string) => `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
const moduleOf = (code: string) => import(/* @vite-ignore */ urlOf(code));

function message(
  type: VisitorMessage['type'],
  visitor: Partial<VisitorMessage['data']['visitor']> = {},
): VisitorMessage {
  const site = { id: 'acme', name: 'Acme' };
  const webhook = { format: 'standard' as const, model: 'default', pages: 'https://leads.example' };
  const made = JSON.parse(testBody(site, webhook, Date.UTC(2026, 10, 28)).body);
  return { ...made, type, data: { ...made.data, visitor: { ...made.data.visitor, ...visitor } } };
}

async function run(page: keyof typeof pages, name: string, what: VisitorMessage, env: object = {}) {
  const { handOver } = await moduleOf(codeOf(page, name));
  await handOver(what, env);
}

it('each path of the table is in a message', () => {
  const [rows = []] = tables(section(text('handOver'), 'What a message holds'));
  expect(rows.length).toBeGreaterThan(10);
  for (const [path = ''] of rows) {
    const value = path
      .replaceAll('`', '')
      .split('.')
      // biome-ignore lint/suspicious/noExplicitAny: a path into JSON
      .reduce((at: any, key) => at?.[key], message('visitor.hot'));
    expect([path, value]).not.toEqual([path, undefined]);
  }
});

describe('the receiver', () => {
  const secret = `whsec_${Buffer.from('a key of 24 bytes or more').toString('base64')}`;

  async function send({
    signature,
    at = Math.floor(Date.now() / 1000),
    type = 'visitor.hot' as VisitorMessage['type'],
    fails = false,
  }: {
    signature?: string;
    at?: number;
    type?: VisitorMessage['type'];
    fails?: boolean;
  }) {
    const handOver = urlOf(
      `export const handOver = (message, env) => { if (env.fails) throw new Error('no'); env.told.push(message.type); }`,
    );
    const { default: worker } = await moduleOf(
      codeOf('handOver', 'receive').replace('./hand-over.js', handOver),
    );
    const body = JSON.stringify(message(type));
    const key = Buffer.from(secret.slice(6), 'base64');
    const right = `v1,${createHmac('sha256', key).update(`msg_1.${at}.${body}`).digest('base64')}`;
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(at),
      'webhook-signature': signature ?? `v1,AAAA ${right}`,
    };
    const told: string[] = [];
    const request = new Request('https://x.example', { method: 'POST', headers, body });
    const answer = await worker.fetch(request, { WEBHOOK_SECRET: secret, told, fails });
    return [answer.status, told];
  }

  it('takes what is signed, with one of several secrets', async () => {
    expect(await send({})).toEqual([200, ['visitor.hot']]);
  });

  it('makes nothing of a test', async () => {
    expect(await send({ type: 'test' })).toEqual([200, []]);
  });

  it('refuses another signature, none, and an old one', async () => {
    expect(await send({ signature: 'v1,AAAA' })).toEqual([401, []]);
    expect(await send({ signature: '' })).toEqual([401, []]);
    expect(await send({ at: Math.floor(Date.now() / 1000) - 400 })).toEqual([401, []]);
  });

  it('answers an error if the hand-over fails', async () => {
    await expect(send({ fails: true })).rejects.toThrow('no');
  });
});

describe('HubSpot', () => {
  it('is sent an upsert by email, as documented', async () => {
    await run('handOver', 'hubspot', message('visitor.hot'), { HUBSPOT_TOKEN: 'pat-1' });
    expect(got.map(({ method, path }) => [method, path])).toEqual([
      ['POST', '/crm/v3/objects/contacts/batch/upsert'],
    ]);
    expect(got[0]?.headers.authorization).toBe('Bearer pat-1');
    const { inputs } = JSON.parse(got[0]?.body ?? '');
    expect(inputs).toHaveLength(1);
    expect(inputs[0]).toMatchObject({
      ...{ id: 'ada@example.com', idProperty: 'email' },
      properties: {
        email: 'ada@example.com',
        firstname: 'Ada',
        lastname: 'Example',
        company: 'Example Ltd',
        leadlight_score: '65',
      },
    });
    for (const value of Object.values(inputs[0].properties)) expect(typeof value).toBe('string');
  });

  it('fails if HubSpot refuses, and says nothing of an anonymous visitor', async () => {
    await run('handOver', 'hubspot', message('visitor.hot', { email: null }));
    expect(got).toEqual([]);
    answers = { POST: { status: 429 } };
    await expect(run('handOver', 'hubspot', message('visitor.hot'))).rejects.toThrow('429');
  });
});

describe('Pipedrive', () => {
  const known = (items: unknown[]) => ({
    'GET /api/v2/persons/search': { body: { data: { items } } },
    'POST /api/v2/persons': { body: { data: { id: 7 } } },
    'POST /api/v1/leads': { body: { data: { id: 'adf21080-0e10-11eb-879b-05d71fb426ec' } } },
  });

  it('gets a person, a lead of this person, and a note of the lead', async () => {
    answers = known([]);
    const hostile = message('visitor.hot');
    hostile.data.reasons = ['<img src=x onerror=alert(1)>: 3 points'];
    await run('handOver', 'pipedrive', hostile, { PIPEDRIVE_TOKEN: 't' });
    expect(got.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'GET /api/v2/persons/search',
      'POST /api/v2/persons',
      'POST /api/v1/leads',
      'POST /api/v1/notes',
    ]);
    expect(got.every(({ headers }) => headers['x-api-token'] === 't')).toBe(true);
    const [, person, lead, note] = got.map(({ body }) => (body === '' ? null : JSON.parse(body)));
    expect(person).toEqual({
      name: 'Ada Example',
      emails: [{ value: 'ada@example.com', primary: true, label: 'work' }],
    });
    expect(lead).toEqual({ title: 'Ada Example: Sales now', person_id: 7 });
    expect(note.lead_id).toBe('adf21080-0e10-11eb-879b-05d71fb426ec');
    expect(note.content).not.toMatch(/<(?!br>)/);
  });

  it('takes a person who is there', async () => {
    answers = known([{ item: { id: 5 } }]);
    await run('handOver', 'pipedrive', message('visitor.hot'));
    expect(JSON.parse(got[1]?.body ?? '').person_id).toBe(5);
    expect(new URL(got[0]?.path ?? '', origin).searchParams.get('term')).toBe('ada@example.com');
  });
});

describe('Salesforce', () => {
  it.each([
    ['Ada Example', 'Example Ltd', ['Ada', 'Example', 'Example Ltd']],
    [null, null, ['', 'ada@example.com', 'example.com']],
    ['x'.repeat(300), 'y'.repeat(300), ['', 'x'.repeat(80), 'y'.repeat(255)]],
  ])('is sent a form with what a lead needs, within its lengths: %s', async (name, company, expected) => {
    await run('handOver', 'salesforce', message('visitor.hot', { name, company }), {
      SALESFORCE_ORG: '00D1',
    });
    expect(got[0]).toMatchObject({ method: 'POST', path: '/servlet/servlet.WebToLead?encoding=UTF-8' });
    expect(got[0]?.headers['content-type']).toContain('application/x-www-form-urlencoded');
    const form = new URLSearchParams(got[0]?.body);
    expect(['first_name', 'last_name', 'company'].map((field) => form.get(field))).toEqual(expected);
    expect([form.get('oid'), form.get('email')]).toEqual(['00D1', 'ada@example.com']);
  });
});

describe('the sheet', () => {
  /** Runs the script with what it uses of Apps Script, and returns the rows and the answer. */
  function post(contents: string, key: string) {
    const rows: unknown[][] = [];
    const sheet = { appendRow: (row: unknown[]) => rows.push(row) };
    const script = new Function(
      'SpreadsheetApp',
      'HtmlService',
      `${codeOf('handOver', 'sheet')}; return doPost;`,
    );
    const doPost = script(
      { getActiveSpreadsheet: () => ({ getSheets: () => [sheet] }) },
      { createHtmlOutput: (html: string) => html },
    );
    return { answer: doPost({ parameter: { key }, postData: { contents } }), rows };
  }

  it('gets a row, in which nothing is a formula', () => {
    const contents = JSON.stringify(
      message('visitor.hot', { name: '=HYPERLINK("https://evil.example")', company: '+1', cell: null }),
    );
    const { answer, rows } = post(contents, 'A-LONG-RANDOM-TEXT');
    expect(answer).toBe('ok');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(65);
    for (const cell of rows[0] ?? [])
      expect(typeof cell === 'number' || cell === '' || String(cell).startsWith("'")).toBe(true);
  });

  it('takes nothing without the key', () => {
    expect(post(JSON.stringify(message('visitor.hot')), 'guess').rows).toEqual([]);
  });
});

describe('nurture', () => {
  const asked = () => got.map(({ path, body }) => [path, JSON.parse(body)]);
  const away = (list: number) => [
    `/v3/contacts/lists/${list}/contacts/remove`,
    { emails: ['ada@example.com'] },
  ];

  it.each([
    ['A3', 11, 12],
    ['A4', 11, 12],
    ['B3', 12, 11],
  ])('%s goes on its list, and off the other', async (cell, list, other) => {
    await run('nurture', 'nurture', message('visitor.cell_entered', { cell }), { BREVO_KEY: 'k' });
    const attributes = { FIRSTNAME: 'Ada', LEADLIGHT_SCORE: 65 };
    expect(asked()).toEqual([
      away(other),
      ['/v3/contacts', { email: 'ada@example.com', attributes, listIds: [list], updateEnabled: true }],
    ]);
    expect(got[0]?.headers['api-key']).toBe('k');
  });

  it.each([
    ['visitor.cell_entered', 'A1'],
    ['visitor.cell_entered', null],
    ['visitor.outcome', 'A3'],
  ] as const)('%s of %s ends both sequences, also where somebody was in none', async (type, cell) => {
    answers = { POST: { status: 400 } };
    await run('nurture', 'nurture', message(type, { cell }));
    expect(asked()).toEqual([away(11), away(12)]);
  });

  it('has the cells of its table', () => {
    const [rows = []] = tables(section(text('nurture'), 'The sequence'));
    const named = rows.flatMap(([cells = '']) => cells.match(/[A-D][1-4]/g) ?? []);
    expect(named).toEqual(['A3', 'A4', 'B3']);
  });
});
