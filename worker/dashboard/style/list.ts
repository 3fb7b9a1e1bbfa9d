// The list of visitors.

export const list = `
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
