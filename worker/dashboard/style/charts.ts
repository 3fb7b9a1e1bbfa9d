// Charts.

export const charts = `
.sparkline { width: 5rem; height: 1.25rem; vertical-align: middle; overflow: visible; }
.sparkline path { fill: none; stroke: var(--level, var(--soft)); stroke-width: 1.5; }
.sparkline circle { fill: var(--level, var(--soft)); }
.chart { margin: 0 0 1.25rem; }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { font-size: 8.5px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.chart .axis line { stroke: var(--line); }
.chart .under { fill: color-mix(in srgb, var(--accent) 10%, transparent); }
.chart .course { fill: none; stroke: var(--accent); stroke-width: 1.5; stroke-linejoin: round; }
.chart .hot-line { stroke: var(--level-1); stroke-dasharray: 4 4; }
.chart .hot-name { fill: var(--level-1); }
.chart .mark { fill: var(--card); stroke: var(--accent); stroke-width: 1.25; }
.chart a:hover .mark, .chart a:focus-visible .mark { fill: var(--accent); }
.chart .taken { stroke: var(--level-4); }
.timeline li:target { background: color-mix(in srgb, var(--accent) 12%, transparent); }
@media (max-width: 48rem) { .chart { overflow-x: auto; } .chart svg { min-width: 34rem; } .chart text { font-size: 14px; } }
`;
