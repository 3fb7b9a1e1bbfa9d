// What the database says when it cannot answer, and what callers are told: 503 and when to come back, never 500.

import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import limitsPage from '../../../docs/limits.md?raw';
import { buildApp } from '../../../worker/app.ts';
import { guardStatement, isStale } from '../../../worker/store/database/guard.ts';
import { isTransient, refusalOf } from '../../../worker/store/database/refusal.ts';
import { section, tables } from '../../support/checks/markdown.ts';
import { tooMany } from '../../support/database/limited-database.ts';

let log: MockInstance<typeof console.error>;
beforeEach(() => {
  log = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A database whose every query fails with this error. */
function failingWith(error: Error) {
  const fail = () => Promise.reject(error);
  const statement = { bind: () => statement, all: fail, run: fail, raw: fail, first: fail };
  return { ...env, DB: { prepare: () => statement, batch: fail } as unknown as D1Database };
}

async function answerTo(error: Error) {
  const request = new Request('https://leadlight.test/v1/sites', {
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
  });
  const answer = await buildApp().fetch(request, failingWith(error));
  return { answer, text: await answer.text() };
}

const tenToMidnight = Date.UTC(2026, 10, 26, 23, 50);

/** D1's own words, as far as they were found (https://developers.cloudflare.com/d1/observability/debug-d1/), and those of workerd where marked. */
const refusals: [string, number][] = [
  ['D1_ERROR: D1 DB is overloaded. Too many requests queued.', 5],
  ['D1_ERROR: D1 DB is overloaded. Requests queued for too long.', 5],
  ['D1_ERROR: D1 DB exceeded its CPU time limit and was reset.', 5],
  ["D1_ERROR: D1 DB's isolate exceeded its memory limit and was reset.", 5],
  ['D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.', 5],
  ['D1_ERROR: D1 DB reset because its code was updated.', 5],
  ['D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.', 5],
  ['D1_ERROR: Internal error in D1 DB storage caused object to be reset.', 5],
  ['D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.', 5],
  ["D1_ERROR: Can't read from request stream because client disconnected.", 5],
  ['D1_ERROR: Network connection lost.', 5],
  [tooMany, 5],
  ['Too many subrequests by single Worker invocation.', 5],
  ['D1_ERROR: Internal error. Please retry.', 5],
  // Not in D1's list: https://github.com/cloudflare/workers-sdk/issues/9519 and /issues/10801.
  ['D1_ERROR: Currently processing a long-running export.', 60],
  ['D1_ERROR: Currently processing a long-running import.', 60],
  ['D1_ERROR: Failed to parse body as JSON, got: error code: 502', 5],
  ['D1_ERROR: Exceeded maximum DB size.', 600],
  ["D1_ERROR: Your account has exceeded D1's maximum account storage limit, please contact Cloudflare.", 600],
  // workerd: a full disk, at a statement and at a commit; a database that another process has locked, writing and reading.
  ['database or disk is full: SQLITE_FULL', 600],
  ['internal error; reference = tksvsvapo49ahcfilc96spuk', 5],
  ['D1_ERROR: database is locked: SQLITE_BUSY', 5],
  ['D1_ERROR: Failed to get session commit token: internal error; reference = aguhphmb5ireg25ucg9qcdi2', 5],
];

describe('a database that refuses', () => {
  test.each(refusals)('with "%s" is 503, to be asked again in %i s', async (message, seconds) => {
    const { answer, text } = await answerTo(new Error(message));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, String(seconds)]);
    expect(JSON.parse(text).code).toBe('unavailable');
    expect(text).not.toContain(message);
    expect(log.mock.calls).toEqual([['GET /v1/sites', new Error(message)]]);
  });

  test.each([
    "D1_ERROR: Your account has exceeded D1's free tier daily row write limit. Upgrade, or wait until tomorrow (midnight UTC).",
    "Your account has exceeded D1's free tier daily row read limit",
    'D1_ERROR: Exceeded D1 daily row write limit',
  ])(
    'for the day, with "%s", is asked again after midnight UTC, not by all in one second',
    async (message) => {
      vi.useFakeTimers({ now: tenToMidnight, toFake: ['Date'] });
      const waits = new Set<number>();
      for (let n = 0; n < 20; n++) {
        const { answer, text } = await answerTo(new Error(message));
        const wait = Number(answer.headers.get('retry-after'));
        expect([answer.status, wait >= 600, wait < 600 + 900]).toEqual([503, true, true]);
        expect(JSON.parse(text).detail).toMatch(
          /free plan are used up until midnight UTC; try again in \d+ s\.$/,
        );
        waits.add(wait);
      }
      expect(waits.size).toBeGreaterThan(5);
    },
  );

  test('is asked again after the midnight to come, to the second', () => {
    const quota = new Error("exceeded D1's free tier daily row write limit");
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const waitAt = (now: number) => refusalOf(quota, now)?.retryAfterSeconds;
    const midnight = Date.UTC(2026, 10, 27);
    expect([midnight - 1, midnight, midnight + 1].map(waitAt)).toEqual([1, 86_400, 86_400]);
  });

  test('is told by the error beneath: what drizzle says of its parameters is not looked at', () => {
    const drizzle = new Error('Failed query: insert …\nparams: database is locked', {
      cause: new Error('D1_ERROR: UNIQUE constraint failed: site.id: SQLITE_CONSTRAINT'),
    });
    expect(refusalOf(drizzle)).toBeNull();
    const busy = new Error('Failed query: select …', {
      cause: new Error('D1_ERROR: database is locked: SQLITE_BUSY'),
    });
    expect(refusalOf(busy)?.reason).toBe('busy');
  });

  test('is asked again at once only where its connection or its object was lost', () => {
    const again = refusals.map(([message]) => message).filter((message) => isTransient(new Error(message)));
    expect(again).toEqual([
      'D1_ERROR: D1 DB reset because its code was updated.',
      'D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.',
      'D1_ERROR: Internal error in D1 DB storage caused object to be reset.',
      'D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.',
      'D1_ERROR: Network connection lost.',
    ]);
  });
});

test.each([
  'D1_ERROR: no such table: secrets: SQLITE_ERROR',
  'D1_ERROR: UNIQUE constraint failed: site.id',
  'D1_ERROR: malformed JSON: SQLITE_ERROR',
  "D1_ERROR: bad JSON path: '$[': SQLITE_ERROR",
  'cannot read properties of undefined',
])('a fault of ours, "%s", is 500 and tells nothing of it', async (message) => {
  const { answer, text } = await answerTo(new Error(message));
  expect([answer.status, answer.headers.get('retry-after'), JSON.parse(text).code]).toEqual([
    500,
    null,
    'server_error',
  ]);
  expect(text).not.toContain(message);
});

describe('a lost race', () => {
  const errorOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  test('is told by an error that nothing else raises', async () => {
    const stale = await errorOf(env.DB.batch([guardStatement(env.DB, [{ site: 9_999, revision: 1 }])]));
    expect([isStale(stale), refusalOf(stale)?.reason, isTransient(stale)]).toEqual([true, 'busy', false]);
    for (const sql of [
      "select json('stale')",
      "select json_extract('{', '$')",
      "select json_extract('{}', 'other')",
    ]) {
      const error = await errorOf(env.DB.prepare(sql).run());
      expect([sql, error instanceof Error, isStale(error), refusalOf(error)]).toEqual([
        sql,
        true,
        false,
        null,
      ]);
    }
  });
});

test('docs/limits.md says what each of these is answered with', () => {
  const [rows = []] = tables(section(limitsPage, 'When the database cannot answer'));
  const said = rows.flatMap(([words = '', , wait = '']) =>
    [...words.matchAll(/`([^`]+)`/g)].map(([, text = '']) => [text, wait]),
  );
  expect(said.length).toBeGreaterThan(12);
  for (const [text = '', wait] of said) {
    const refusal = refusalOf(
      new Error(`D1_ERROR: ${text}${text === 'internal error' ? '; reference = x' : '.'}`),
    );
    const seconds = refusal?.reason === 'quota' ? 'until then' : `${refusal?.retryAfterSeconds} s`;
    expect([text, wait?.slice(0, seconds.length)]).toEqual([text, seconds]);
  }
});
