// The page that says how to install the tag.

export const install = `
.verdict { display: flex; align-items: baseline; gap: .5rem; margin: 0 0 .25rem; font-size: 1.25rem; font-weight: 650; }
.verdict::before { content: ""; flex: none; width: .75rem; height: .75rem; border-radius: 50%; border: 2px solid var(--soft); }
.verdict.works { color: light-dark(#17663a, #6fd79a); }
.verdict.works::before { border-color: currentColor; background: currentColor; }
.verdict.quiet { color: var(--level-2); }
.verdict.quiet::before { border-color: currentColor; }
.copy:has([hidden]) { display: none; }
.platforms { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin-bottom: 1rem; }
.platforms a { padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 99px; color: var(--soft); text-decoration: none; }
.platforms a:hover { color: var(--ink); border-color: var(--field); }
.platforms [aria-current] { color: var(--ink); font-weight: 600; background: var(--track); }
.dropped .number { padding-right: 1.5rem; }
.dropped tbody th { min-width: 9rem; }
.card > .foot { margin: .75rem 0 0; }
@media (max-width: 48rem) {
  .dropped thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .dropped tbody tr { display: grid; grid-template-columns: 1fr auto; padding: .6rem 0; }
  .dropped tbody th, .dropped tbody td { padding: 0; }
  .dropped tbody th { font-weight: 600; }
  .dropped tbody td:last-child { grid-column: 1 / -1; }
}
`;
