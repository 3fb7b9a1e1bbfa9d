// What a survey is asked about, and the text that tells it from others of the site.

import { type Channel, channels } from '../../../schema/api/visitors/channel.ts';
import { sourceName } from '../../score/source/source-name.ts';
import type { Among } from '../../store/models/among.ts';

/** The period that a report is asked for, UTC ms. */
export interface PeriodAsked {
  from?: number | undefined;
  to?: number | undefined;
}

/** A period, and whose history is counted: of those with this first visit, else of everybody. */
export interface Scope extends PeriodAsked {
  channel?: Channel | undefined;
  source?: string | undefined;
}

/** The text of a scope: `FROM-TO`, each UTC ms or empty, and `?channel=…&source=…` as far as they are given. */
export function spanOf({ from, to, channel, source }: Scope): string {
  const among = new URLSearchParams({
    ...(channel !== undefined && { channel }),
    ...(source !== undefined && { source: sourceName(source) }),
  });
  return `${from ?? ''}-${to ?? ''}${among.size > 0 ? `?${among}` : ''}`;
}

/** Whose history a survey with this text counts. */
export function amongOf(span: string): Among {
  const asked = new URLSearchParams(span.split('?')[1]);
  return {
    channel: channels.find((each) => each === asked.get('channel')) ?? null,
    source: asked.get('source'),
  };
}
