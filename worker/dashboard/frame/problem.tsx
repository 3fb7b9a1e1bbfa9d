// The page for errors.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../../store/database/refusal.ts';
import { answerPage } from './answer.tsx';
import { Layout } from './layout.tsx';

/** What went wrong and what to do. */
export interface PageProblem {
  title: string;
  detail: string;
}

const busy: PageProblem = {
  title: 'The database is busy',
  detail: 'Nothing is lost. Wait a moment, then reload this page.',
};

const refusals: Readonly<Record<Refusal['reason'], PageProblem>> = {
  lost: busy,
  busy,
  quota: {
    title: 'The daily limit of the free plan is reached',
    detail:
      "The database has read or written as many rows as Cloudflare's free plan allows per day. It works again after " +
      'midnight UTC. Visitors’ browsers keep undelivered events for 24 hours.',
  },
  full: {
    title: 'The database is full',
    detail:
      'No new data is stored. Keep visitors for fewer days (retentionDays), or switch to the paid plan.',
  },
};

/** The message for an error of the database; null: an internal error. */
export function problemOf(refusal: Refusal | null): PageProblem {
  return refusal
    ? refusals[refusal.reason]
    : {
        title: 'Something went wrong on our side',
        detail: 'The error is logged. Reload the page to try again.',
      };
}

/** Responds with the problem as a page. */
export function answerProblem(
  c: Context,
  status: ContentfulStatusCode,
  { title, detail }: PageProblem,
): Response {
  return answerPage(
    c,
    <Layout title={title}>
      <section class="card problem">
        <h1>{title}</h1>
        <p>{detail}</p>
        <p>
          <a href="/">Home</a>
        </p>
      </section>
    </Layout>,
    status,
  );
}
