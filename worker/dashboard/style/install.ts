// The pages that set up a site: how to install the tag, and forms.

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
.settings { display: grid; gap: 1.25rem; max-width: 44rem; margin: 0; padding: 0; border: 0; }
.settings > button { justify-self: start; min-height: 2.75rem; }
.settings textarea { width: 100%; font: .95rem/1.5 ui-monospace, monospace; resize: vertical; }
.choice { margin: 0; padding: 0; border: 0; display: grid; gap: .25rem; }
.choice legend { padding: 0; font-weight: 600; }
.choice label { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .6rem; align-items: start; min-height: 2.5rem; padding: .35rem 0;
  font-weight: inherit; }
.choice b { font-weight: 600; }
.choice b + .also { display: block; }
.settings [type=radio], .settings [type=checkbox] { width: 1.25rem; height: 1.25rem; min-height: 0; margin: .15rem 0 0; accent-color: var(--accent); }
.settings .done, .card > .done { margin: 0 0 .75rem; }
.first-steps { counter-reset: step; margin: 1rem 0 0; padding: 0; list-style: none; max-width: 48rem; }
.first-steps li { counter-increment: step; position: relative; padding-left: 3.75rem; margin-bottom: .75rem; }
.first-steps li::before { content: counter(step); position: absolute; left: 1rem; top: 1.1rem; width: 1.9rem; height: 1.9rem; line-height: 1.8rem;
  text-align: center; font-weight: 650; border: 1px solid var(--field); border-radius: 50%; }
.first-steps .step-done::before { content: "✓"; color: light-dark(#17663a, #6fd79a); border-color: currentColor; }
.first-steps .step-done h2 { color: light-dark(#17663a, #6fd79a); }
.first-steps p { margin: 0 0 .35rem; }
.lacks ul { margin: 0; padding-left: 1.1rem; }
.lacks li + li { margin-top: .35rem; }
.card.narrow { max-width: 48rem; }
.card > .apart { margin-top: 1.25rem; }
details.card summary { cursor: pointer; color: var(--accent); font-weight: 600; }
details.card[open] summary { margin-bottom: 1rem; }
@media (max-width: 48rem) {
  .settings > button { justify-self: stretch; }
  .dropped thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .dropped tbody tr { display: grid; grid-template-columns: 1fr auto; padding: .6rem 0; }
  .dropped tbody th, .dropped tbody td { padding: 0; }
  .dropped tbody th { font-weight: 600; }
  .dropped tbody td:last-child { grid-column: 1 / -1; }
}
`;
