// An event's facts for rules: one function from key to value, parsing the URL once and only if needed.

import type { DerivedKey, EventKey } from '../../../schema/kinds.ts';
import type { NewEvent } from '../event.ts';
import { type Origin, originOf } from '../source/first-visit.ts';
import { intentOf } from './form-intent.ts';
import { topicOf } from './page-topic.ts';

export type Fact = string | number | boolean | undefined;

/** Keys whose value is a field of the body. Any other key does not compile below. */
type FieldKey = Exclude<EventKey, DerivedKey>;

/** The event's values by key (schema/model/model.ts `eventKeys`, `query.NAME`, `props.NAME`). Missing ones are undefined. */
export interface Facts {
  read(key: string): Fact;
}

/** Facts of an event, with where it came from if it is the first. */
export interface EventFacts extends Facts {
  origin(): Origin;
}

/** Facts of an event. Parses the URL, and finds its origin and a form's intent, at most once. */
export function factsOf(event: Pick<NewEvent, 'body'>): EventFacts {
  const { body } = event;
  let parsed: URL | null | undefined;
  let intent: string | undefined;
  let from: Origin | undefined;
  const url = () => {
    if (parsed === undefined) parsed = body.url ? URL.parse(body.url) : null;
    return parsed;
  };
  const origin = () => {
    from ??= originOf(url(), body.referrer);
    return from;
  };
  return {
    origin,
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
          return origin().source;
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

/** By the path; if that shows nothing, by the route. */
function topicOfPage(url: URL | null): string | undefined {
  const [path, route] = [pathOf(url), routeOf(url)];
  if (path === undefined) return undefined;
  const topic = topicOf(path);
  return topic === 'other' && route !== undefined ? topicOf(route) : topic;
}

function pathOf(url: URL | null): string | undefined {
  return url ? readablePath(url.pathname) : undefined;
}

/** The route of an app that keeps it in the hash: `/orders/42`, from `#/orders/42` or `#!/orders/42`. */
function routeOf(url: URL | null): string | undefined {
  const [, route] = /^#!?(\/.*)/.exec(url?.hash ?? '') ?? [];
  return route && readablePath(route);
}

/** A decoded path: `/über-uns`, for a URL's `/%C3%BCber-uns`. Invalid UTF-8 stays unchanged. */
export function readablePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** A value by name, never inherited from Object.prototype. */
function ownValue(record: Record<string, Fact> | undefined, name: string): Fact {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
