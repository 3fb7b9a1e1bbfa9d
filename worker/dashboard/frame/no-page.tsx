// What browsers see at an address that there is no page for. Programs get a problem as JSON (http/failure.ts).

import type { Context, HonoRequest } from 'hono';
import { textsFor } from '../texts/texts.ts';
import { answerProblem } from './problem.tsx';

/** Paths of the API, of beacons and of files. */
const noPages = /^\/(v1|e)(\/|$)|\.\w+$/;

/** Whether somebody asks for a page: not a path of the API, and not by a program that wants JSON. */
export function isPage(request: HonoRequest): boolean {
  const { method, path } = request;
  const accepted = request.header('accept') ?? '';
  const wantsJson = /json/.test(accepted) && !/text\/html/.test(accepted);
  return (method === 'GET' || method === 'HEAD') && !noPages.test(path) && !wantsJson;
}

/** The answer, the same whoever asks. */
export function answerNoPage(c: Context): Response {
  return answerProblem(c, 404, textsFor(c).problems.noPage);
}
