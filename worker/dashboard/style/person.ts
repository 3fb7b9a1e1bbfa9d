// A visitor's page.

export const person = `
.back { margin-bottom: .5rem; font-size: .9rem; }
.back a::before { content: "← "; }
.heading { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 2rem; margin-bottom: 1.5rem; }
.heading h1 { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; margin-bottom: .25rem; }
.heading .also bdi { display: inline-block; vertical-align: top; max-width: 100%; max-height: 3em; overflow: hidden; }
.heading .colleagues { margin: .25rem 0 0; font-size: .9rem; }
.heading .colleagues bdi { display: inline-block; vertical-align: top; max-width: 100%; max-height: 3em; overflow: hidden; }
.standing { min-width: 14rem; }
.standing p { margin: 0; }
.standing .amount { font-size: 2rem; line-height: 1.1; }
.standing .badge { font-size: .95rem; vertical-align: .35rem; margin-left: .25rem; }
.standing .also { margin-top: .35rem; }
.facts { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .75rem 2.25rem; padding-top: .75rem; border-top: 1px solid var(--line); }
.facts .next dd { font-weight: 600; color: var(--accent); }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.25rem; align-items: start; }
.told { margin: 0 0 .75rem; padding-left: 1.1rem; }
.told li { padding: .15rem 0; }
.told li::marker { color: var(--accent); }
.told + .lines { margin: -.5rem 0 .75rem; }
.sums { margin-bottom: .5rem; }
.sums th, .sums td { padding-block: .4rem; }
.sums .number { padding-left: 1rem; }
.sums thead th { white-space: normal; overflow-wrap: normal; }
.sums .what { min-width: 6.5rem; }
.sums .over { display: block; }
.sums .when { white-space: nowrap; color: var(--soft); }
.sums tfoot th, .sums tfoot td { border-top: 2px solid var(--ink); font-weight: 650; }
.sums .capped { color: var(--soft); }
.lines { margin-top: 1rem; }
.lines summary { cursor: pointer; color: var(--accent); padding: .25rem 0; }
.known div { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: .75rem; padding: .35rem 0; }
.known div + div { border-top: 1px solid var(--line); }
.timeline ol { margin: 0; padding: 0; list-style: none; }
.timeline ol > li { display: grid; grid-template-columns: 3.25rem minmax(0, 1fr); padding: .4rem 0; border-top: 1px solid var(--line); }
.timeline time { color: var(--soft); font-size: .9rem; font-variant-numeric: tabular-nums; }
.timeline .notes { margin: 0; color: var(--soft); font-size: .85rem; }
.about { font-weight: 600; }
a.about { color: var(--ink); text-decoration-color: var(--line); }
a.about:hover { text-decoration-color: currentColor; }
.gain.held { color: var(--soft); background: none; font-weight: inherit; padding: 0; }
.gain { display: inline-block; margin-left: .25rem; padding: 0 .4rem; border-radius: 4px; font-size: .8rem; font-weight: 600;
  font-variant-numeric: tabular-nums; background: var(--track); }
`;
