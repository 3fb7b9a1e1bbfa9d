// The matrix of fit and engagement.

export const matrix = `
.matrix { table-layout: fixed; border-spacing: .5rem; border-collapse: separate; }
.matrix thead th, .matrix tbody th { padding: .25rem .5rem; color: var(--level, var(--soft)); font-size: .9rem; }
.matrix tbody tr { border: 0; }
.matrix tbody th { width: 2.5rem; font-weight: 650; font-size: 1.1rem; }
.matrix th:first-child { width: 5.5rem; }
.matrix td { padding: .75rem; height: 6rem; border: 1px solid var(--line); border-radius: 10px;
  background: color-mix(in srgb, var(--level) 7%, var(--card)); }
.matrix td a { color: inherit; text-decoration: none; }
.matrix td a:hover .amount { text-decoration: underline; }
.matrix .amount { font-size: 1.5rem; }
.matrix .change { display: inline; color: var(--soft); font-size: .85rem; }
.matrix .also { display: block; margin-top: .25rem; }
@media (max-width: 48rem) { .matrix { border-spacing: .2rem; } .matrix th:first-child { width: 3.4rem; padding-inline: .1rem; }
  .matrix thead th { font-size: .75rem; } .matrix td { padding: .4rem; } .matrix .also { font-size: .75rem; hyphens: auto; } }
`;
