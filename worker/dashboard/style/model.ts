// The pages of the model: sentences with fields, what a draft would change, versions, and the page to print.

export const model = `
.columns.model { grid-template-columns: minmax(0, 1.6fr) minmax(0, 1fr); grid-auto-flow: dense; }
.columns.model > form { grid-column: 1; }
.columns.model > .effect { grid-column: 2; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto; }
@media (max-width: 60rem) { .columns.model { grid-template-columns: minmax(0, 1fr); } .columns.model > .effect { grid-column: 1; position: static; max-height: none; } }
.rules { padding: 1rem 1.25rem; margin-bottom: 1rem; }
.rules summary { cursor: pointer; }
.rules summary h2, .item summary h2 { display: inline; }
.rules ul, .differences, .examples, .versions { margin: 0; padding: 0; list-style: none; }
.rules li { padding: .5rem 0; }
.rules li + li { border-top: 1px solid var(--line); }
.rules li p { margin: 0; }
.sentence input, .sentence select { min-height: 2rem; padding: .1rem .4rem; }
.sentence .figure { width: 4rem; text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
.sentence .complaint { display: block; }
[aria-invalid=true] { border-color: light-dark(#b42318, #ff9d8f); }
.warning::first-letter { text-transform: uppercase; }
.warning { margin: .25rem 0; padding-left: .75rem; border-left: 3px solid var(--level-2); font-size: .9rem; }
.add { margin: -.25rem 0 1.25rem; }
.cells { display: grid; grid-template-columns: 2rem minmax(0, 1fr); gap: .4rem; align-items: center; margin-top: .5rem; }
.save { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 0; background: var(--page); }
@media (max-width: 48rem) { .save { bottom: 3.25rem; } .save .hint, .save .also { display: none; } }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.buttons .hint { margin: 0; }
.differences li { padding: .15rem 0; }
.differences { margin-bottom: .75rem; }
.examples li { padding: .25rem 0; display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; }
.problems { margin-bottom: 1rem; }
.json textarea, .item textarea { width: 100%; }
textarea { font: inherit; color: inherit; border-radius: 6px; border: 1px solid var(--field); background: var(--card); padding: .45rem .7rem; }
.json textarea { font: .85rem/1.45 ui-monospace, monospace; white-space: pre; overflow: auto; }
.json .complaint { white-space: pre-line; }
.item { max-width: 44rem; }
.item .field { margin-bottom: .75rem; }
.item fieldset { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
.item legend { padding: 0 .25rem; color: var(--soft); font-size: .9rem; }
.item .tick { display: flex; margin: .25rem 0; }
.item .tick input { flex: none; width: 1.25rem; height: 1.25rem; min-height: 0; accent-color: var(--accent); }
.effect .finding { font-size: 1.1rem; font-weight: 650; margin-bottom: .25rem; }
.bars { display: block; width: 100%; max-width: 30rem; height: auto; }
.bars text { font-size: 10px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.bars .of { fill: var(--ink); font-size: 11px; }
.bars rect.was { fill: var(--field); }
.bars rect.is { fill: var(--accent); }
.bars text.is { fill: var(--ink); font-weight: 600; }
.movers { font-size: .9rem; }
.movers .also { display: block; }
.key { display: flex; gap: 1rem; font-size: .85rem; }
.key span::before { content: ""; display: inline-block; width: .7rem; height: .7rem; margin-right: .35rem; border-radius: 2px; background: var(--field); }
.key .is::before { background: var(--accent); }
.matrix .act { display: flex; flex-wrap: wrap; gap: .25rem; margin-top: .35rem; }
.matrix .act input { width: 100%; min-height: 2rem; padding: .15rem .4rem; font-size: .85rem; }
.matrix .act button { min-height: 2rem; padding: .1rem .6rem; font-size: .85rem; }
.matrix details summary { cursor: pointer; font-size: .85rem; color: var(--soft); }
.print { max-width: 46rem; }
.print ul { padding-left: 1.1rem; }
@media print {
  .top, .pages-of-site, .skip, .back, .how { display: none; }
  body { background: #fff; color: #000; font-size: 10.5pt; }
  main { padding: 0; max-width: none; }
  .print h2, .print h3 { break-after: avoid; }
  .print li { break-inside: avoid; }
}
`;
