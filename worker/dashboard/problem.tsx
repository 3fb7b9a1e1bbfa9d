// What a page says when it cannot be shown.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { answerPage } from './answer.ts';
import { Layout } from './layout.tsx';

/** What went wrong and what to do. */
export interface PageProblem {
  title: string;
  detail: string;
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
