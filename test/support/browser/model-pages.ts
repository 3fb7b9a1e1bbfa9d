// Sites with a model, and what their pages have in their fields, for the tests of the pages of the model.

import { call, newSite, newToken } from '../api.ts';
import { signIn, textOf, unescaped, visit } from './pages.ts';

/** A site, and somebody with the role `editor`. */
export interface Bench {
  site: string;
  path: string;
  cookie: string;
}

/** A new site with the default model. */
export async function newBench(): Promise<Bench> {
  const site = await newSite();
  return { site, path: `/s/${site}/model`, cookie: await signIn(await newToken('editor', site)) };
}

/** All fields of a form of the page as a browser would send them: the one that has this text. */
export function fieldsIn(html: string, mark: string): Record<string, string> {
  const form =
    html.match(/<form[\s\S]*?<\/form>/g)?.find((one) => one.includes(mark) && !one.includes('/sign-out')) ??
    '';
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const value = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
    if (tag.includes('type="checkbox"') && !/ checked/.test(tag)) continue;
    if (value('name')) fields[value('name')] = value('value');
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    fields[unescaped(name)] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  }
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea[^>]* name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
  )) {
    fields[unescaped(name)] = unescaped(text);
  }
  return fields;
}

/** Sends the first form of a page that has this text, with some fields changed: by their name, or the path in it. */
export async function send(
  { cookie }: Bench,
  path: string,
  { mark = 'method="post" action="/s/', typed, headers = {} }: Sending,
) {
  const { html } = await visit(path, { cookie });
  const form = fieldsIn(html, mark);
  for (const [field, value] of Object.entries(typed)) {
    form[Object.keys(form).find((name) => name.startsWith(`${field}~`)) ?? field] = value;
  }
  return visit(path, { cookie, form, headers });
}

interface Sending {
  mark?: string;
  typed: Record<string, string>;
  headers?: Record<string, string>;
}

/** The drafts of a site. */
export async function draftsOf(site: string): Promise<number[]> {
  const { body } = await call(`GET /v1/sites/${site}/models`);
  return body.data
    .filter(({ state }: { state: string }) => state === 'draft')
    .map(({ version }: { version: number }) => version);
}

/** A version, or the served one. */
export async function modelOf(site: string, version?: number) {
  const { body } = await call(`GET /v1/sites/${site}/model${version ? `s/${version}` : ''}`);
  return body.model;
}

/** A rule of a model. */
export function ruleOf(model: { rules: { id: string }[] }, id: string) {
  return model.rules.find((rule) => rule.id === id);
}

/** What the page says, as text. */
export async function read({ cookie }: Bench, path: string): Promise<string> {
  return textOf((await visit(path, { cookie })).html);
}
