/** The style of the page: light and dark, wide and narrow, screen and paper. */
export const style = `:root {
  color-scheme: light dark;
  --page: #f4f6f8; --card: #ffffff; --text: #18212b; --soft: #52606f; --line: #d8dee6; --accent: #0a5cbf;
  --good: #0b6237; --good-back: #e0f4e8; --note: #5b3aa6; --note-back: #ede7fb; --calm: #45525f; --calm-back: #e9edf1;
  --warn: #7a4a00; --warn-back: #fdf0d2; --bad: #a3161d; --bad-back: #fde6e5;
  --c0: #1f77c9; --c1: #d9731a; --c2: #1f9d63; --c3: #b0439b; --c4: #8a7a12; --c5: #6a6fd0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1319; --card: #161d26; --text: #e4eaf1; --soft: #9fadbc; --line: #2c3743; --accent: #79b8ff;
    --good: #7fdcaa; --good-back: #12341f; --note: #c6b1ff; --note-back: #2a2148; --calm: #b6c2cf; --calm-back: #242e39;
    --warn: #f5c76a; --warn-back: #3b2c0c; --bad: #ff9d97; --bad-back: #431a1b;
    --c0: #5aa9f0; --c1: #f0a05c; --c2: #4fc48c; --c3: #dd82cd; --c4: #c9b84a; --c5: #9fa3f2;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
footer { padding: 1rem 1.25rem 2.5rem; color: var(--soft); }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; letter-spacing: -0.01em; }
h2 { margin: 2.25rem 0 0.75rem; font-size: 1.15rem; }
p { margin: 0.35rem 0 0; }
a { color: var(--accent); }
code { font: 0.86em/1.45 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.id { white-space: nowrap; }
summary { cursor: pointer; color: var(--accent); }
.headline { color: var(--soft); font-size: 1.05rem; }
.headline.failed { color: var(--bad); font-weight: 600; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.counts .card { display: block; padding: 0.8rem 1rem; color: var(--soft); font-size: 0.86rem; text-decoration: none; height: 100%; }
.counts b { display: block; color: var(--text); font-size: 1.65rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.counts a.card:hover { border-color: var(--accent); }
.counts .bad b { color: var(--bad); }
.counts .warn b { color: var(--warn); }
.flow { margin: 1.25rem 0 0; padding: 1rem 1.25rem; }
.flow svg { display: block; width: 100%; height: auto; }
.flow .narrow { display: none; }
.flow text { fill: var(--text); font: 12.5px system-ui, sans-serif; paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
.flow .count { fill: var(--soft); }
.flow figcaption { margin-top: 0.75rem; color: var(--soft); font-size: 0.86rem; overflow-wrap: anywhere; }
.band { fill: none; stroke-opacity: 0.3; }
.bar.target { fill: var(--soft); }
.band.c0 { stroke: var(--c0); } .band.c1 { stroke: var(--c1); } .band.c2 { stroke: var(--c2); }
.band.c3 { stroke: var(--c3); } .band.c4 { stroke: var(--c4); } .band.c5 { stroke: var(--c5); }
.bar.c0 { fill: var(--c0); } .bar.c1 { fill: var(--c1); } .bar.c2 { fill: var(--c2); }
.bar.c3 { fill: var(--c3); } .bar.c4 { fill: var(--c4); } .bar.c5 { fill: var(--c5); }
form { display: grid; grid-template-columns: 2fr 1fr 1fr 1fr auto; gap: 0.75rem; align-items: end; padding: 0.9rem 1rem; margin-bottom: 0.75rem; }
label { display: block; color: var(--soft); font-size: 0.82rem; }
input, select, button { width: 100%; min-height: 2.5rem; padding: 0.35rem 0.6rem; color: var(--text); background: var(--page); border: 1px solid var(--soft); border-radius: 8px; font: inherit; }
button { cursor: pointer; padding: 0.35rem 1rem; }
.shown { margin: 0 0 0.5rem; color: var(--soft); font-size: 0.86rem; }
.nothing { padding: 1.5rem; text-align: center; color: var(--soft); }
table { width: 100%; border-collapse: collapse; }
.card > table { overflow: hidden; border-radius: 12px; }
th { padding: 0.6rem 1rem; color: var(--soft); font-size: 0.8rem; font-weight: 600; text-align: left; border-bottom: 1px solid var(--line); }
td { padding: 0.65rem 1rem; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
tr:last-child > td { border-bottom: 0; }
tbody tr:hover { background: color-mix(in srgb, var(--accent) 5%, transparent); }
td small { display: block; color: var(--soft); font-size: 0.84rem; }
.from { display: block; }
.to { display: grid; grid-template-columns: 1.3em 1fr; }
.to::before { content: '→'; color: var(--soft); }
@media (min-width: 761px) {
  #images { table-layout: fixed; }
  #images th:nth-child(1) { width: 9.5rem; }
  #images th:nth-child(2) { width: 36%; }
  #images th:nth-child(3) { width: 15%; }
  #images th:nth-child(5) { width: 15%; }
}
.moved { color: var(--accent); }
.chip { display: inline-block; padding: 0.1rem 0.6rem; border-radius: 99px; font-size: 0.8rem; font-weight: 600; white-space: nowrap; }
.relocated, .pinned { color: var(--good); background: var(--good-back); }
.operator { color: var(--note); background: var(--note-back); }
.stays, .note { color: var(--calm); background: var(--calm-back); }
.warning { color: var(--warn); background: var(--warn-back); }
.error { color: var(--bad); background: var(--bad-back); }
@media (max-width: 760px) {
  header, main, footer { padding-left: 0.9rem; padding-right: 0.9rem; }
  header { padding-top: 1.25rem; }
  .counts { grid-template-columns: repeat(2, 1fr); gap: 0.6rem; }
  .flow { padding: 0.9rem; }
  .flow .wide { display: none; }
  .flow .narrow { display: block; }
  form { grid-template-columns: 1fr 1fr; }
  form .words { grid-column: 1 / -1; }
  table, tbody, tr, td { display: block; width: 100%; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: 0.75rem 0.9rem; border-bottom: 1px solid var(--line); }
  tbody tr:last-child { border-bottom: 0; }
  td { padding: 0.15rem 0; border: 0; }
  td:empty { display: none; }
  td[data-label]::before { content: attr(data-label); display: block; color: var(--soft); font-size: 0.78rem; }
  td.lead::before { display: none; }
}
@media print {
  body { background: #ffffff; font-size: 11px; }
  form, .shown { display: none; }
  tr, figure { break-inside: avoid; }
}
`
