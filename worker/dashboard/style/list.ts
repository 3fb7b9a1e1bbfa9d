// The list of visitors.

export const list = `
.tabs ul { display: flex; gap: .25rem 1.5rem; margin: 0 0 1rem; padding: 0; list-style: none; flex-wrap: wrap;
  border-bottom: 1px solid var(--line); }
.tabs a { display: inline-block; padding: .5rem 0; color: var(--soft); text-decoration: none; border-bottom: 3px solid transparent;
  margin-bottom: -1px; }
.tabs .count { font-weight: 400; font-size: .85rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.tabs a:hover { color: var(--ink); }
.tabs [aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.segments { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; margin-bottom: .75rem; }
.save-segment { display: flex; flex-wrap: wrap; gap: .5rem; }
.save-segment input { flex: 1 1 14rem; min-width: 0; }
.segment { margin-bottom: 1rem; }
.segment h2, .segment .members { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.segment details { margin-top: .75rem; }
.segment summary { cursor: pointer; color: var(--accent); }
.chips .fixed { padding-inline-end: .7rem; overflow-wrap: anywhere; }
.tools { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: start; gap: .5rem 1.5rem; margin-bottom: 1rem; }
.tools search { flex: 1 1 24rem; }
.search { display: flex; flex-wrap: wrap; justify-content: start; gap: .5rem; align-items: start; }
.search [type=search] { flex: 0 1 20rem; min-width: 0; }
.filters summary { padding: .5rem .25rem; cursor: pointer; color: var(--accent); }
.filters[open] { flex-basis: 100%; }
.filters .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr)); gap: .75rem; align-items: end;
  padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.filters label { display: block; font-size: .85rem; font-weight: inherit; color: var(--soft); }
.filters select, .filters input { width: 100%; }
.export { margin: .5rem 0; font-size: .9rem; }
.chips { display: flex; flex-wrap: wrap; gap: .5rem; flex-basis: 100%; margin: 0; padding: 0; list-style: none; }
.chips li { padding: .1rem .2rem .1rem .7rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card); font-size: .9rem;
  max-width: 100%; }
.chips a { display: inline-block; min-width: 1.5rem; text-align: center; color: var(--soft); text-decoration: none; }
.chips a:hover { color: var(--ink); }
.visitors { background: var(--card); border: 1px solid var(--line); border-radius: 10px; border-collapse: separate; border-spacing: 0; }
.visitors th, .visitors td { padding: .5rem .75rem; }
.visitors thead a { color: inherit; text-decoration: none; white-space: nowrap; }
.visitors thead a:hover { color: var(--ink); text-decoration: underline; }
.visitors thead [aria-current] { color: var(--ink); font-weight: 600; }
.visitors thead [aria-sort=descending] a::after { content: " ↓"; }
.visitors thead [aria-sort=ascending] a::after { content: " ↑"; }
.visitors thead .priority [aria-current]::after { content: ""; }
.visitors .unknown th { padding-top: 1.25rem; font-size: .85rem; color: var(--soft); }
.visitors .next { min-width: 9rem; font-size: .9rem; }
.visitors tbody th, .visitors tbody td { border-top: 1px solid var(--line); }
.visitors tbody tr:hover { background: color-mix(in srgb, var(--accent) 5%, transparent); }
.who { min-width: 11rem; }
.who a { font-weight: 600; color: var(--ink); text-decoration-color: var(--line); }
.who a:hover { text-decoration-color: currentColor; }
.who .also { display: block; }
.who .also a { font-weight: 400; color: inherit; }
.who > a, .who .also { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; max-width: 18rem;
  padding-inline-start: 2px; margin-inline-start: -2px; }
.seen .source { display: block; max-width: 8rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.amount { font-weight: 650; font-variant-numeric: tabular-nums; }
.visitors .score { width: 10.5rem; white-space: nowrap; }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 99px; font-size: .8rem; font-weight: 600; line-height: 1.5;
  color: var(--level); background: color-mix(in srgb, var(--level) 12%, var(--card)); }
.cell { font-size: .8rem; font-weight: 600; color: var(--soft); }
.change { display: block; font-size: .8rem; }
.bar { display: block; width: 100%; max-width: 14rem; height: 6px; margin-top: .4rem; border-radius: 3px; overflow: hidden; }
.bar-track { fill: var(--track); }
.bar-fill { fill: var(--level); }
.bar-hot { fill: var(--card); }
.why ul { margin: 0; padding: 0; list-style: none; font-size: .9rem; }
.visitors .why ul { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.why li { display: inline; }
.risen th.who::before { content: "●"; float: left; margin-left: -.8rem; color: var(--accent); font-size: .6rem; line-height: 1.5rem; }
.why li + li::before { content: " · "; color: var(--soft); }
.worth { color: var(--soft); font-variant-numeric: tabular-nums; }
.worth { white-space: nowrap; }
.seen, .cools { white-space: nowrap; font-size: .9rem; }
.pages { display: flex; gap: 1.5rem; margin: 1.25rem 0 0; }
`;
