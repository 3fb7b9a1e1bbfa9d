// The rows of the list: what was done last, the line above those who are not yet known, and the density that a reader chooses.

export const rows = `
.density fieldset { display: flex; margin: 0; padding: 0; border: 0; }
.density button { min-height: 2.25rem; padding: .25rem .7rem; font-size: .9rem; border-radius: 0; }
.density button:first-of-type { border-radius: 6px 0 0 6px; border-inline-end-width: 0; }
.density button:last-of-type { border-radius: 0 6px 6px 0; }
.density [aria-pressed=true] { font-weight: 600; background: color-mix(in srgb, var(--accent) 12%, var(--card)); }
.last-done::first-letter { text-transform: uppercase; }
.visitors .unknown a { margin-inline-start: .5rem; }
@media (max-width: 48rem) {
  .density { display: none; }
  .visitors .seen { flex: 1 0 100%; white-space: normal; }
}
@media (min-width: 48.01rem) {
  .comfortable, .compact { table-layout: fixed; }
  .comfortable :is(th, td), .compact :is(th, td) { width: auto; min-width: 0; }
  .comfortable thead .priority { width: 17%; }
  .comfortable:not(.predicted) thead th:nth-child(4) { width: 23%; }
  .compact thead .priority { width: 14%; }
  .comfortable thead .score, .compact thead .score { width: 14.5%; }
  .comfortable thead .lastSeen { width: 17%; }
  .compact thead .lastSeen { width: 24%; }
  .comfortable thead .coolsAt, .compact thead .coolsAt { width: 9.5%; }
  .predicted thead .probability { width: 7.5%; }
  .predicted thead .lastSeen { width: 15%; }
  .predicted.comfortable thead .priority { width: 15%; }
  .predicted.comfortable thead th:nth-child(5) { width: 20.5%; }
  .predicted.compact thead .lastSeen { width: 20%; }
  .comfortable tbody :is(th, td) { padding-block: .3rem; line-height: 1.4; }
  .comfortable .last-done { display: block; overflow: hidden; text-overflow: ellipsis; }
  .comfortable .next { font-size: .85rem; }
  .comfortable .cools { white-space: normal; }
  .comfortable .sparkline { width: 4.25rem; }
  .comfortable .source { display: inline; }
  .comfortable .source::before { content: " · "; white-space: pre; }
  .comfortable .seen, .comfortable .change { overflow: hidden; text-overflow: ellipsis; }
  .comfortable .who > a, .comfortable .who .also { -webkit-line-clamp: 1; }
  .compact tbody :is(th, td) { padding: 0 .5rem; font-size: .85rem; line-height: 1.5rem; height: 1.5rem; white-space: nowrap;
    overflow: hidden; text-overflow: ellipsis; }
  .compact tbody th { padding-inline-start: .75rem; }
  .compact thead th { padding-inline: .5rem; }
  .compact .who > a, .compact .who .also, .compact .change { display: inline; font-size: inherit; max-width: none; }
  .compact .who .also, .compact .change { font-size: .75rem; margin-inline-start: .5rem; }
  .compact .why ul { display: block; font-size: inherit; }
  .compact .badge { font-size: .75rem; }
  .compact .source { display: none; }
  .compact .sparkline { width: 3.5rem; height: 1rem; }
  .compact .last-done { display: inline-block; max-width: calc(100% - 5.5rem); overflow: hidden; text-overflow: ellipsis; vertical-align: top; }
  .compact .unknown th { padding-block: .5rem 0; }
}
`;
