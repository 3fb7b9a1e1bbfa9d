// The list as a file: the same visitors in the same order, as CSV, file after file.

import { beforeAll, describe, expect, it } from 'vitest';
import { call, newSite, newToken } from '../../support/api.ts';
import { parseCsv } from '../../support/checks/csv.ts';

const people = [
  {
    email: 'ann@acme.example',
    traits: { name: '=HYPERLINK("http://evil.example","Ann")', company: 'Müller, "Söhne"' },
  },
  { email: 'bea@acme.example', traits: { name: '@SUM(1)', company: 'Acme\tGmbH' } },
  { email: '+cy@acme.example', traits: { name: 'Cy', company: '-1+1' } },
  { email: 'dee@other.example', traits: { name: 'Dee', company: '＝1' } },
];
let site: string;

beforeAll(async () => {
  site = await newSite({ id: 'shop' });
  const events = people.flatMap((person, index) => [
    { id: crypto.randomUUID(), kind: 'identify', ...person },
    ...Array.from({ length: index + 1 }, () => ({
      id: crypto.randomUUID(),
      kind: 'email_reply',
      email: person.email,
    })),
  ]);
  expect(
    (await call(`POST /v1/sites/${site}/events`, { body: { events }, plan: 'paid' })).body.rejected,
  ).toEqual([]);
});

const file = async (search = '') => {
  const { status, headers, body } = await call(`GET /v1/sites/${site}/visitors.csv${search}`);
  expect(status).toBe(200);
  const [header = [], ...rows] = parseCsv(body);
  const read = rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
  return {
    headers,
    header,
    rows: read,
    next: /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1],
  };
};

describe('GET /v1/sites/{site}/visitors.csv', () => {
  it('has a header row, then the visitors of the list in its order, with every field but the history and ISO 8601 times', async () => {
    for (const search of [
      '',
      '?sort=priority',
      '?sort=lastSeen&order=asc',
      '?company=acme%09gmbh',
      '?q=other',
    ]) {
      const { header, rows, headers, next } = await file(search);
      const { data } = (await call(`GET /v1/sites/${site}/visitors${search}`)).body;
      // An id can begin with a minus, and is then text behind a quote as well.
      expect(rows.map(({ id }) => id?.replace(/^'/, ''))).toEqual(data.map(({ id }: { id: string }) => id));
      expect(next).toBeUndefined();
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="shop-visitors-\d{4}-\d\d-\d\d\.csv"$/,
      );
      if (data.length === 0) continue;
      const { history: _, ...shown } = data[0];
      expect(header.toSorted()).toEqual([...Object.keys(shown), 'lastEventAt'].toSorted());
      expect(rows[0]?.lastSeen).toBe(new Date(data[0].lastSeen).toISOString());
      const { at, kind, label } = data[0].lastEvent;
      expect(rows[0]).toMatchObject({
        lastEvent: label === null ? kind : `${kind} ${label}`,
        lastEventAt: new Date(at).toISOString(),
      });
      expect(Number(rows[0]?.rawScore)).toBeCloseTo(data[0].rawScore, 3);
      expect(rows[0]?.identified).toBe('true');
      expect(rows[0]?.outcome).toBe('');
    }
  });

  it('shows text that a spreadsheet would run behind a quote, and other text as it is', async () => {
    const { rows } = await file('?sort=score');
    const by = new Map(rows.map((row) => [row.email, row]));
    expect(by.get('ann@acme.example')).toMatchObject({
      name: '\'=HYPERLINK("http://evil.example","Ann")',
      company: 'Müller, "Söhne"',
    });
    expect(by.get('bea@acme.example')?.name).toBe("'@SUM(1)");
    expect(by.get("'+cy@acme.example")).toMatchObject({ name: 'Cy', company: "'-1+1" });
    expect(by.get('dee@other.example')?.company).toBe("'＝1");
  });

  it('goes on where Link says, each file with its header row, until there is none', async () => {
    const all = (await file()).rows.map(({ id }) => id);
    const found: (string | undefined)[] = [];
    let files = 0;
    for (let next: string | undefined = '?limit=3'; next !== undefined; files++) {
      const part = await file(next.replace(`/v1/sites/${site}/visitors.csv`, ''));
      found.push(...part.rows.map(({ id }) => id));
      next = part.next;
    }
    expect(files).toBe(2);
    expect(found).toEqual(all);
  });

  it('refuses what the list refuses, too large a file, and whoever may not read', async () => {
    const status = async (search: string, token?: string | null) =>
      (await call(`GET /v1/sites/${site}/visitors.csv${search}`, token === undefined ? {} : { token }))
        .status;
    expect(await status('?limit=501')).toBe(400);
    expect(await status('?limit=500')).toBe(200);
    expect(await status('?status=boiling')).toBe(400);
    expect(await status('?cursor=abc')).toBe(400);
    expect(await status('', null)).toBe(401);
    expect(await status('', await newToken('write', site))).toBe(403);
    expect(await status('', await newToken('read', site))).toBe(200);
  });
});
