// Narrow windows: columns fold, and each row of the list becomes a card of its own.

export const narrow = `
@media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 48rem) {
  .with-pages { display: block; }
  .pages-of-site { position: fixed; inset: auto 0 0; z-index: 1; padding: 0; background: var(--card); border-top: 1px solid var(--line); }
  .pages-of-site ul { display: flex; flex-wrap: wrap; justify-content: space-around; position: static; }
  .pages-of-site a { padding: .5rem clamp(.2rem, 1.1vw, .75rem); font-size: clamp(.72rem, 3.3vw, 1rem); white-space: nowrap; }
  .with-pages main { padding-bottom: 6rem; }
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
  .who .also a { display: inline-block; min-height: 1.5rem; }
  .visitors .next, .visitors .who, .visitors .score, .visitors .why { flex: 1 0 100%; }
  .visitors :is(.cools, .likely):empty { display: none; }
  .visitors [data-label] { font-size: .85rem; color: var(--soft); text-align: left; }
  .visitors [data-label]::before { content: attr(data-label) ": "; }
  .bar { max-width: none; }
}
`;
