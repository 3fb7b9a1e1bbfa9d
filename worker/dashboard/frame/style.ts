// The style of the marketer's pages: calm, the colours kept for what matters. Light and dark follow the reader's system.

const colours = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f8, #14181c);
  --card: light-dark(#fff, #1c2227);
  --ink: light-dark(#1f2933, #e4e8eb);
  --soft: light-dark(#52606d, #9fb0bd);
  --line: light-dark(#dde2e6, #303a42);
  --field: light-dark(#7b8794, #7b8b98);
  --accent: light-dark(#a34800, #ffb066);
  --on-accent: light-dark(#fff, #1c1206);
  --track: light-dark(#e6eaed, #303a42);
  --level-1: light-dark(#b23a0a, #ff8f5a);
  --level-2: light-dark(#8a5300, #f2c14e);
  --level-3: light-dark(#0c6b64, #5fd0c5);
  --level-4: light-dark(#52606d, #9fb0bd);
}
.level-1 { --level: var(--level-1); }
.level-2 { --level: var(--level-2); }
.level-3 { --level: var(--level-3); }
.level-4, .level-none { --level: var(--level-4); }
`;

const elements = `
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
  -webkit-text-size-adjust: 100%; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 1rem; }
.tabs a::first-letter { text-transform: uppercase; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
h3 { font-size: .85rem; margin: 1.25rem 0 .25rem; color: var(--soft); }
p { margin: 0 0 .75rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
code, pre { font: .9em ui-monospace, monospace; }
pre { padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px; overflow: auto; background: var(--page); }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .6rem .75rem .6rem 0; }
th { font-weight: inherit; }
thead th { font-size: .8rem; color: var(--soft); padding-block: .4rem; }
tbody tr { border-top: 1px solid var(--line); }
dl, dd { margin: 0; }
dt { color: var(--soft); font-size: .85rem; }
button, input, select { font: inherit; color: inherit; border-radius: 6px; border: 1px solid var(--field);
  background: var(--card); padding: .45rem .7rem; min-height: 2.5rem; max-width: 100%; }
button { background: var(--accent); color: var(--on-accent); border-color: transparent; font-weight: 600; cursor: pointer; }
button.quiet { background: transparent; color: inherit; border-color: var(--field); font-weight: inherit; }
button.danger { background: light-dark(#b42318, #ff9d8f); color: light-dark(#fff, #2a0b07); }
button:hover { filter: brightness(1.08); }
button.quiet:hover { border-color: var(--ink); }
label { font-weight: 600; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; z-index: 2; background: var(--card); padding: .5rem 1rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; white-space: nowrap; }
.also, .note, .hint, .over, .foot { color: var(--soft); font-size: .9rem; }
.over { font-size: .85rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem; margin: 0 0 1.25rem; }
.empty { padding: 2.5rem 1rem; text-align: center; color: var(--soft); }
.foot { margin-top: 2rem; }
`;

const frame = `
.top { position: relative; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; padding: .6rem max(1rem, (100% - 76rem) / 2 + 1rem);
  background: var(--card); border-bottom: 1px solid var(--line); }
.notice { padding: .6rem max(1rem, (100% - 76rem) / 2 + 1rem); border-bottom: 1px solid var(--line); font-size: .9rem;
  background: color-mix(in srgb, var(--level-2) 12%, var(--card)); }
.notice summary { cursor: pointer; font-weight: 600; }
.notice p { max-width: 60rem; margin: .25rem 0; padding-left: 1.05rem; }
main { max-width: 76rem; margin: 0 auto; padding: 1.75rem 1rem 4rem; }
.brand { display: flex; align-items: center; gap: .5rem; font-weight: 700; color: inherit; text-decoration: none; }
.lamp { width: 1.4rem; height: 1.4rem; color: var(--soft); }
.lamp-lit { fill: var(--accent); }
.site { color: var(--soft); text-decoration: none; }
a.site:hover { text-decoration: underline; }
button.site { min-height: 2.25rem; padding: .25rem .7rem; max-width: 60vw; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; border-color: var(--line); }
.choose::after { content: " ▾"; }
.sites { position: absolute; inset: 3.4rem auto auto max(1rem, (100% - 76rem) / 2 + 1rem); width: max-content; max-width: 80vw;
  max-height: 70vh; overflow: auto; margin: 0; padding: .4rem 0; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 8px 24px #0003; }
@supports (top: anchor(bottom)) { .sites { inset: anchor(bottom) auto auto anchor(left); margin-top: .25rem; } }
.sites ul { margin: 0; padding: 0; list-style: none; }
.sites li a { display: block; padding: .4rem 1rem; color: inherit; text-decoration: none; }
.sites li a:hover { background: var(--page); }
.sites [aria-current] { font-weight: 600; }
.sign-out { margin-left: auto; }
.sign-out button { min-height: 2.25rem; padding: .25rem .7rem; font-size: .9rem; }
.card.sign-in { max-width: 27rem; margin: 8vh auto 0; padding: 2rem; }
.card.sign-in form { display: grid; gap: .5rem; margin: 1.25rem 0; }
.card.sign-in button { margin-top: .5rem; }
.complaint { color: light-dark(#b42318, #ff9d8f); margin: 0; }
.card.erase { max-width: 40rem; }
.card.erase button { margin-inline-end: 1rem; }
.data { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: 0; list-style: none; }
.card.problem { max-width: 34rem; margin: 8vh auto 0; }
.site-list { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); gap: 1rem; padding: 0;
  list-style: none; }
.site-list .card { display: grid; margin: 0; color: inherit; text-decoration: none; }
.site-list .card:hover { border-color: var(--accent); }
`;

const list = `
.tabs ul { display: flex; gap: .25rem 1.5rem; margin: 0 0 1rem; padding: 0; list-style: none; flex-wrap: wrap;
  border-bottom: 1px solid var(--line); }
.tabs a { display: inline-block; padding: .5rem 0; color: var(--soft); text-decoration: none; border-bottom: 3px solid transparent;
  margin-bottom: -1px; }
.tabs a:hover { color: var(--ink); }
.tabs [aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.tools { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .5rem 1.5rem; margin-bottom: 1rem; }
.tools search { flex: 1 1 24rem; max-width: 40rem; }
.search { display: flex; flex-wrap: wrap; gap: .5rem; }
.search [type=search] { flex: 1 1 12rem; min-width: 0; }
.sorting { margin: 0; color: var(--soft); font-size: .9rem; }
.sorting a { margin-left: .5rem; color: inherit; }
.sorting [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.visitors { background: var(--card); border: 1px solid var(--line); border-radius: 10px; border-collapse: separate; border-spacing: 0; }
.visitors th, .visitors td { padding: .7rem .75rem; }
.visitors tbody th, .visitors tbody td { border-top: 1px solid var(--line); }
.visitors tbody tr:hover { background: color-mix(in srgb, var(--accent) 5%, transparent); }
.who { min-width: 11rem; }
.source { min-width: 5.5rem; }
.who a { font-weight: 600; color: var(--ink); text-decoration-color: var(--line); }
.who a:hover { text-decoration-color: currentColor; }
.who .also { display: block; }
.who a, .who .also { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; max-width: 18rem;
  padding-inline-start: 2px; margin-inline-start: -2px; }
.source bdi { display: block; max-width: 12rem; max-height: 3em; overflow: hidden; }
.amount { font-weight: 650; font-variant-numeric: tabular-nums; }
.visitors .score { width: 10rem; }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 99px; font-size: .8rem; font-weight: 600; line-height: 1.5;
  color: var(--level); background: color-mix(in srgb, var(--level) 12%, var(--card)); }
.cell { font-size: .8rem; font-weight: 600; color: var(--soft); }
.change { display: block; font-size: .8rem; }
.bar { display: block; width: 100%; max-width: 14rem; height: 6px; margin-top: .4rem; border-radius: 3px; overflow: hidden; }
.bar-track { fill: var(--track); }
.bar-fill { fill: var(--level); }
.bar-hot { fill: var(--card); }
.why ul { margin: 0; padding: 0; list-style: none; font-size: .9rem; }
.worth { color: var(--soft); font-variant-numeric: tabular-nums; }
.worth { white-space: nowrap; }
.worth::before { content: "·\\a0"; }
.seen, .visits { white-space: nowrap; }
.pages { display: flex; gap: 1.5rem; margin: 1.25rem 0 0; }
`;

const person = `
.back { margin-bottom: .5rem; font-size: .9rem; }
.back a::before { content: "← "; }
.heading { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 2rem; margin-bottom: 1.5rem; }
.heading h1 { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; margin-bottom: .25rem; }
.heading .also bdi { display: inline-block; vertical-align: top; max-width: 100%; max-height: 3em; overflow: hidden; }
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
.timeline li { display: grid; grid-template-columns: 3.25rem minmax(0, 1fr); padding: .4rem 0; border-top: 1px solid var(--line); }
.timeline time { color: var(--soft); font-size: .9rem; font-variant-numeric: tabular-nums; }
.timeline .notes { margin: 0; color: var(--soft); font-size: .85rem; }
.about { font-weight: 600; }
a.about { color: var(--ink); text-decoration-color: var(--line); }
a.about:hover { text-decoration-color: currentColor; }
.gain.held { color: var(--soft); background: none; font-weight: inherit; padding: 0; }
.gain { display: inline-block; margin-left: .25rem; padding: 0 .4rem; border-radius: 4px; font-size: .8rem; font-weight: 600;
  font-variant-numeric: tabular-nums; background: var(--track); }
`;

const charts = `
.sparkline { width: 5rem; height: 1.25rem; vertical-align: middle; overflow: visible; }
.sparkline path { fill: none; stroke: var(--level, var(--soft)); stroke-width: 1.5; }
.sparkline circle { fill: var(--level, var(--soft)); }
.chart { margin: 0 0 1.25rem; }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { font-size: 12px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.chart .axis line { stroke: var(--line); }
.chart .under { fill: color-mix(in srgb, var(--accent) 10%, transparent); }
.chart .course { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.chart .hot-line { stroke: var(--level-1); stroke-dasharray: 4 4; }
.chart .hot-name { fill: var(--level-1); }
.chart .mark { fill: var(--card); stroke: var(--accent); stroke-width: 2; }
.chart a:hover .mark, .chart a:focus-visible .mark { fill: var(--accent); }
.chart .taken { stroke: var(--level-4); }
.timeline li:target { background: color-mix(in srgb, var(--accent) 12%, transparent); }
@media (max-width: 48rem) { .chart text { font-size: 22px; } }
`;

/** Below it, columns fold and each row of the list becomes a card of its own. */
const narrow = `
@media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 48rem) {
  .card { padding: 1rem; }
  .top { column-gap: .5rem; }
  .sites { left: 1rem; right: 1rem; width: auto; max-width: none; }
  .sums th, .sums td { padding-right: .5rem; }
  .sums .number { padding-left: .5rem; padding-right: 0; }
  .heading { grid-template-columns: minmax(0, 1fr); }
  .visitors, .visitors tbody { display: block; }
  .visitors thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .visitors tbody tr { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .85rem 1rem; }
  .visitors tbody tr + tr { border-top: 1px solid var(--line); }
  .visitors tbody th, .visitors tbody td { display: block; padding: 0; border: 0; width: auto; }
  .visitors .who, .visitors .score, .visitors .why { flex: 1 0 100%; }
  .visitors [data-label] { font-size: .85rem; color: var(--soft); text-align: left; }
  .visitors [data-label]::before { content: attr(data-label) ": "; }
  .bar { max-width: none; }
}
`;

/** One sheet for all pages; assets.ts serves it under the name of its content. */
export const style = colours + elements + frame + list + person + charts + narrow;
