// What a rule can read of an event: one function from key to value, parsing the URL once and only when asked.

import type { DerivedKey, EventKey } from '../../../schema/kinds.ts';
import type { NewEvent } from '../event.ts';
import { sourceOf } from '../source.ts';
import { intentOf } from './form-intent.ts';
import { topicOf } from './page-topic.ts';

export type Fact = string | number | boolean | undefined;

/** Keys whose value stands in the body as it is read. A key that is no field of it does not compile below. */
type FieldKey = Exclude<EventKey, DerivedKey>;

/** The event's values by key (schema/model/model.ts `eventKeys`, `query.NAME`, `props.NAME`). Missing ones are undefined. */
export interface Facts {
  read(key: string): Fact;
}

/** Facts of an event; the URL is parsed, and a form's intent worked out, at most once. */
export function factsOf(event: Pick<NewEvent, 'body'>): Facts {
  const { body } = event;
  let parsed: URL | null | undefined;
  let intent: string | undefined;
  const url = () => {
    if (parsed === undefined) parsed = body.url ? URL.parse(body.url) : null;
    return parsed;
  };
  return {
    read(key) {
      switch (key) {
        case 'path':
          return pathOf(url());
        case 'hash':
          return routeOf(url());
        case 'topic':
          return topicOfPage(url());
        case 'host':
          return url()?.hostname;
        case 'source':
          return sourceOf(url(), body.referrer);
        case 'formText':
          return body.form === undefined ? undefined : `${body.label ?? ''} / ${body.form}`;
        case 'intent':
          if (body.form === undefined) return undefined;
          intent ??= intentOf({ ...body, path: pathOf(url()), route: routeOf(url()) });
          return intent;
      }
      if (key.startsWith('query.')) return url()?.searchParams.get(key.slice('query.'.length)) ?? undefined;
      if (key.startsWith('props.')) return ownValue(body.props, key.slice('props.'.length));
      return body[key as FieldKey];
    },
  };
}

/** By the path; where that says nothing, by the route. */
function topicOfPage(url: URL | null): string | undefined {
  const [path, route] = [pathOf(url), routeOf(url)];
  if (path === undefined) return undefined;
  const topic = topicOf(path);
  return topic === 'other' && route !== undefined ? topicOf(route) : topic;
}

function pathOf(url: URL | null): string | undefined {
  return url ? readablePath(url.pathname) : undefined;
}

/** The route of an app that keeps it in the hash: `/orders/42`, of `#/orders/42` as of `#!/orders/42`. */
function routeOf(url: URL | null): string | undefined {
  const [, route] = /^#!?(\/.*)/.exec(url?.hash ?? '') ?? [];
  return route && readablePath(route);
}

/** A path as people write it: `/über-uns`, where a URL has `/%C3%BCber-uns`. What is no UTF-8 stays as it is. */
export function readablePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** A value by name, never one inherited from Object.prototype. */
function ownValue(record: Record<string, Fact> | undefined, name: string): Fact {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
