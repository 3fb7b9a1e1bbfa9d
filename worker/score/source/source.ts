// The source of a visitor without a visit, and of one that nothing led to.

/** The stored source and channel of a person without a visit, for example one that the server identified. */
export const unseen = '';

/** The source and the channel of a visit that nothing led to. */
export const directSource = 'direct';

/** A stored source or channel as it is shown. */
export function shownSource<Stored extends string>(stored: Stored): Exclude<Stored, ''> | 'direct' {
  return stored === unseen ? directSource : (stored as Exclude<Stored, ''>);
}

/** What a source is, as far as a list says it. `ads`: a network of advertisements. `site`: any other website or app. */
export type SourceKind = 'search' | 'social' | 'email' | 'ai' | 'ads' | 'site';
