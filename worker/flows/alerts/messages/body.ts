// A post or a message in the format of a webhook.

import type { webhook } from '../../../../schema/tables/alerts.ts';
import { mailOf } from './mail.ts';
import type { PostOf } from './post.ts';
import { slackMessage } from './slack.ts';
import { teamsMessage } from './teams.ts';

/** The format of a webhook. */
export type Format = (typeof webhook.$inferSelect)['format'];

/** What to send. For the format `email`, the body is the JSON of a `Mail` (mail.ts). */
export interface Body {
  body: string;
  contentType: string;
}

/** A post in a format for people. */
export function postBody(format: Exclude<Format, 'standard'>, postOf: PostOf): Body {
  return { body: textOfPost(format, postOf), contentType: 'application/json' };
}

function textOfPost(format: Exclude<Format, 'standard'>, postOf: PostOf): string {
  switch (format) {
    case 'slack':
      return slackMessage(postOf);
    case 'teams':
      return teamsMessage(postOf);
    case 'email':
      return JSON.stringify(mailOf(postOf));
  }
}

/** A message in the format `standard`. */
export function standardBody(message: object): Body {
  return { body: JSON.stringify(message), contentType: 'application/json' };
}
