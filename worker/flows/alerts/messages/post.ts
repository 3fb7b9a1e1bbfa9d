// What people read in Slack, Teams or a mail, before it takes the form of one of them.

/** A piece of text. Everything in `text` is shown as it stands. `url` is always one that we made. */
export interface Run {
  text: string;
  url?: string;
  isBold?: boolean;
}

/** A line of text. */
export type Line = readonly Run[];

/** A visitor, or a group of a digest. `url`: what its button opens. */
export interface Part {
  title: Line;
  lines: readonly Line[];
  bullets: readonly Line[];
  /** After the bullets. */
  last: readonly Line[];
  url?: string;
}

/** A post or a mail. */
export interface Post {
  /** Also the notification, and the subject of a mail. */
  subject: string;
  /** A line of text for notifications, after the subject; '' for none. */
  summary: string;
  parts: readonly Part[];
  /** What is left out, and where it is. */
  more: Line | null;
  /** The site. */
  foot: string;
}

/** Makes a post with at most `limit` visitors in a row. */
export type PostOf = (limit: number) => Post;

/** The most visitors in a row. */
export const maxShown = 10;

/** The text of a line. */
export function textOf(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** The largest post that fits, in the form that `render` gives it. */
export function fitted<Form>(
  postOf: PostOf,
  render: (post: Post) => Form,
  fits: (form: Form) => boolean,
): Form {
  for (let limit = maxShown; limit > 0; limit--) {
    const form = render(postOf(limit));
    if (fits(form)) return form;
  }
  return render(postOf(0));
}
