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
.lifts { display: block; width: 100%; max-width: 34rem; height: auto; margin: .5rem 0 1rem; }
.lifts text { font-size: 11px; fill: var(--ink); font-variant-numeric: tabular-nums; }
.lifts .axis text, .lifts .none { fill: var(--soft); font-size: 10px; }
.lifts .axis line { stroke: var(--line); }
.lifts .one { stroke: var(--soft); stroke-dasharray: 4 4; }
.lifts .reach { stroke: var(--accent); stroke-width: 2; }
.lifts circle { fill: var(--accent); }
.report header { display: flex; justify-content: space-between; gap: 1rem; }
.report h2 { margin: 0; font-size: 1rem; color: var(--soft); }
.report .finding { font-size: 1.2rem; font-weight: 650; margin: .25rem 0 .75rem; }
.report .wide { overflow-x: auto; }
.report header a { white-space: nowrap; }
.report table { min-width: 32rem; }
.report caption { text-align: left; font-weight: 650; padding-top: 1rem; }
.report .broad table { min-width: 56rem; }
.periods form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.periods .sorting { align-self: center; }
.report .sorting { display: flex; flex-wrap: wrap; gap: .25rem 0; margin-bottom: .75rem; }
.report thead th { overflow-wrap: normal; }
.report tbody th { min-width: 7rem; }
.days { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .5rem 1.5rem; margin: .5rem 0 1rem; }
.by-day { margin: 0; }
.by-day figcaption { font-size: .85rem; }
.by-day svg { display: block; width: 100%; height: 4rem; border-bottom: 1px solid var(--line); }
.by-day path { fill: color-mix(in srgb, var(--accent) 45%, transparent); }
.report td, .report th { text-align: right; vertical-align: baseline; font-variant-numeric: tabular-nums; padding: .3rem .5rem .3rem 0; }
.report th:first-child { text-align: left; }
@media (max-width: 48rem) { .chart { overflow-x: auto; } .chart svg { min-width: 34rem; } .chart text { font-size: 14px; } }
`;
