// What a page says when it cannot be shown.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../../store/database/refusal.ts';
import { answerPage } from './answer.ts';
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
    title: 'The free plan is used up for today',
    detail:
      "The database has read or written as many rows as Cloudflare's free plan allows a day. It answers again after " +
      'midnight UTC. Visitors’ browsers keep what they could not deliver for 24 hours.',
  },
  full: {
    title: 'The database is full',
    detail: 'Nothing new is stored. Keep visitors for fewer days (retentionDays), or move to the paid plan.',
  },
};

/** What a page says when the database refused; null: the fault is ours. */
export function problemOf(refusal: Refusal | null): PageProblem {
  return refusal
    ? refusals[refusal.reason]
    : {
        title: 'Something went wrong on our side',
        detail: 'The error is logged. Reload the page to try again.',
      };
}

/** Answers it as a page. */
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
          <a href="/">To the start</a>
        </p>
      </section>
    </Layout>,
    status,
  );
}
