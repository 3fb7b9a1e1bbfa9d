// docs/limits.md: what Leadlight limits is what the code limits, and the arithmetic of the plans is right.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { maxDigestNames } from '../../../schema/api/alerts/digest.ts';
import { segmentLimits } from '../../../schema/api/alerts/segment.ts';
import { webhookLimits } from '../../../schema/api/alerts/webhook.ts';
import { maxOutcomes } from '../../../schema/api/outcome.ts';
import { maxReportDays } from '../../../schema/api/reports/report.ts';
import { maxSourceRows } from '../../../schema/api/reports/sources.ts';
import { apiLimits } from '../../../schema/api/shared.ts';
import { warningShare } from '../../../schema/api/sites/usage.ts';
import { firstVisitLimits } from '../../../schema/api/visitors/channel.ts';
import { leadLimits } from '../../../schema/api/visitors/lead.ts';
import { maxShares, shareDays } from '../../../schema/api/visitors/share.ts';
import { limits, sessionIdleMs } from '../../../schema/event.ts';
import { modelLimits } from '../../../schema/model/model.ts';
import { planOf } from '../../../schema/plan.ts';
import { settings } from '../../../schema/site.ts';
import { patienceMs } from '../../../worker/flows/alerts/membership.ts';
import { maxShown } from '../../../worker/flows/alerts/messages/post.ts';
import { postsAtOnce, trialPosts } from '../../../worker/flows/alerts/send/send.ts';
import { maxKeyChars } from '../../../worker/score/fit/company.ts';
import { maxCurrencies } from '../../../worker/score/proof/cohort/source-counts.ts';
import { maxExplanationLines } from '../../../worker/score/standing/explain.ts';
import { reasonBounds } from '../../../worker/store/companies/company-query.ts';
import { maxClaimedNodes, maxNodes } from '../../../worker/store/identity/graph-sql.ts';
import { maxSurveys } from '../../../worker/store/models/surveys.ts';
import { section, tables } from '../../support/checks/markdown.ts';

const page = readFileSync('docs/limits.md', 'utf8');

test('the limits are those of the code', () => {
  const [rows] = tables(section(page, "Leadlight's own limits"));
  const number = (value: number) => value.toLocaleString('en');
  const { maxBodyBytes, maxEvents, maxEventBytes, maxServerBodyBytes, maxServerEvents } = limits;
  const [beacons, calls, tries] = [
    ...readFileSync('wrangler.toml', 'utf8').matchAll(/limit = (\d+), period = 60/g),
  ];
  expect(rows).toEqual([
    ['a beacon', `${maxBodyBytes / 1024} KiB, ${maxEvents} events, ${maxEventBytes / 1024} KiB an event`],
    ['a browser’s event', `at most ${limits.maxAgeMs / 3_600_000} hours old`],
    ['what a browser keeps undelivered', `${maxEvents} events, for ${limits.maxAgeMs / 3_600_000} hours`],
    [
      'events from your server',
      `${maxServerBodyBytes / 2 ** 20} MiB and ${maxServerEvents} events a call, of any age`,
    ],
    ['outcomes', `${maxServerBodyBytes / 2 ** 20} MiB and ${maxOutcomes} outcomes a call, of any age`],
    ['any other call', `${apiLimits.maxBodyBytes / 1024} KiB`],
    ['a page of a list', `${apiLimits.maxPage}; ${apiLimits.defaultPage} unless asked`],
    ['a CSV file of the list', `${apiLimits.maxFileRows} visitors, then the next file`],
    [
      'props of an event, traits it gives',
      `${limits.maxProps}, each a text of ${limits.maxPropChars} characters, a number or a boolean`,
    ],
    ['a URL; a title', `${number(limits.maxUrlChars)}; ${limits.maxTitleChars} characters`],
    [
      'of the first visit: source, campaign, page, referrer; `utm_medium`',
      `the first ${firstVisitLimits.maxTextChars}; ${firstVisitLimits.maxMediumChars} characters are kept`,
    ],
    ["the name of an event, a form, a prop; a form's label", `${limits.maxNameChars} characters`],
    ['an email; your id of a person', `${limits.maxEmailChars}; ${limits.maxUserIdChars} characters`],
    ['your id of an event, an adjustment or a note', `${limits.maxIdChars} characters`],
    [
      'a note; the reason of a state or of points; an owner',
      `${number(leadLimits.maxNoteChars)}; ${leadLimits.maxReasonChars}; ${leadLimits.maxOwnerChars} characters`,
    ],
    ['warnings in an answer to events', `the first ${limits.maxWarnings}`],
    ['a session', `ends after ${sessionIdleMs / 60_000} minutes without an event`],
    [
      'a model',
      `${modelLimits.maxRules} rules, points within ±${number(modelLimits.maxPoints)}, half-life ${modelLimits.minHalfLifeDays} to ${number(modelLimits.maxHalfLifeDays)} days`,
    ],
    [
      'devices, identifiers and visitors tied together',
      `${number(maxClaimedNodes)} by claims, ${number(maxNodes)} by your server; beyond that (a shared mailbox, a kiosk) a new device keeps its identity to itself`,
    ],
    ['lines of an explanation', `${number(maxExplanationLines)}; older ones are summed by rule`],
    ['the key of a company that is known by name', `${maxKeyChars} characters`],
    ['reasons of a company', `${reasonBounds.reasons}, from its ${reasonBounds.people} hottest people`],
    [
      'webhooks',
      `${webhookLimits.maxWebhooks} a site; a URL of ${number(webhookLimits.maxUrlChars)} characters, a label of ${webhookLimits.maxLabelChars}`,
    ],
    [
      'a message to a webhook',
      `tried for ${webhookLimits.retryHours} hours, ${webhookLimits.maxExchangeSeconds} seconds each time; of the answer, ${number(webhookLimits.maxAnswerBytes)} bytes; kept for ${webhookLimits.keepDays} days`,
    ],
    [
      'a post for people; a digest',
      `the first ${maxShown} visitors of ${webhookLimits.maxTogether}, and how many more; ${maxDigestNames} names a group`,
    ],
    [
      'a message about somebody who is being identified',
      `waits for that ${patienceMs / 60_000} minutes at most`,
    ],
    [
      'messages on their way at a time; to a webhook that has not answered yet',
      `${postsAtOnce}; ${trialPosts}`,
    ],
    [
      'segments of a site; the name of one; its history',
      `${segmentLimits.maxSegments}; ${segmentLimits.maxNameChars} characters; ${segmentLimits.maxHistoryDays} days`,
    ],
    [
      'a report',
      `${maxReportDays} days; the counts of the last ${maxSurveys} periods are kept; ${maxSourceRows} sources, campaigns or pages by name, ${maxCurrencies} currencies of each`,
    ],
    [
      "links to a person's page",
      `${maxShares} at a time, each for ${shareDays.slice(0, -1).join(', ')} or ${shareDays.at(-1)} days`,
    ],
    [
      'rate, in each Cloudflare location',
      `${beacons?.[1]} beacons a minute from one address to a site, ${calls?.[1]} calls a minute with one token, ${tries?.[1]} tokens and links tried a minute from one address`,
    ],
  ]);
});

test('the arithmetic of the free plan is right, and what it allows is what the meter compares with', () => {
  const text = section(page, 'What the free plan holds');
  const number = (cell = '') => Number(cell.replaceAll(',', '').split(' ')[0]);
  const hundreds = (value: number) => Math.floor(value / 100) * 100;
  const [rows = []] = tables(text);
  const [free, paid] = [planOf('free'), planOf('paid')];
  expect(rows.map(([allowed]) => allowed)).toEqual([
    '100,000 requests a day',
    `${free.rowsWritten.toLocaleString('en')} rows written a day`,
    '5,000,000 rows read a day',
    `${free.databaseBytes / 1_000_000} MB in a database`,
  ]);
  const stored = rows.pop();
  for (const [allowed, each, so] of rows) {
    const events = hundreds(number(allowed) / number(each)).toLocaleString('en');
    expect([each, so]).toEqual([each, `${events} events a day`]);
  }
  const aDay = hundreds(free.rowsWritten / number(rows[1]?.[1]));
  const inAll = free.databaseBytes / number(stored?.[1]);
  expect(stored?.[2]).toBe(
    `${hundreds(inAll).toLocaleString('en')} events: ${Math.floor(inAll / aDay)} days at ${aDay.toLocaleString('en')} a day`,
  );
  expect(readFileSync('README.md', 'utf8')).toContain(`about ${aDay.toLocaleString('en')} events a day`);
  const keptDays = settings.parse({}).retentionDays.anonymous;
  expect(text).toContain(
    `forgets anonymous visitors after ${keptDays} days holds about ${hundreds(inAll / keptDays).toLocaleString('en')} events a day for good`,
  );
  expect(text).toContain(`from ${warningShare * 100}% on the pages warn`);
  const millions = paid.rowsWritten / 1_000_000;
  expect(text).toContain(
    `includes ${millions} million rows written a month, which is ${(millions / number(rows[1]?.[1])).toFixed(1)} million events, and then takes $${paid.dollarsAMillionRows?.toFixed(2)} a million rows`,
  );
});
