// The page for errors.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal } from '../../store/database/refusal.ts';
import type { Texts } from '../texts/en/en.ts';
import { textsFor } from '../texts/texts.ts';
import { answerPage } from './answer.tsx';
import { Layout } from './layout.tsx';

/** What went wrong and what to do. */
export interface PageProblem {
  title: string;
  detail: string;
}

/** The message for an error of the database; null: an internal error. */
export function problemOf(refusal: Refusal | null, texts: Texts): PageProblem {
  return texts.problems[refusal?.reason ?? 'internal'];
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
          <a href="/">{textsFor(c).frame.home}</a>
        </p>
      </section>
    </Layout>,
    status,
  );
}
