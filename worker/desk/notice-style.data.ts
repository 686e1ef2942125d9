/** A notice as paper: A4, on the screen, in print, and in the file that is saved. Part of the desk's one stylesheet. */
export const NOTICE_STYLE = `
.paper{max-width:720px;margin:12px auto;padding:48px 56px;border:1px solid #cbd5da;background:#fff;color:#000;font:17px/1.8 "FangSong","STFangsong","Noto Serif CJK SC",SimSun,serif;overflow-wrap:anywhere}
.paper h1{margin:0 0 .3em;font:bold 28px/1.4 SimSun,"Songti SC","Noto Serif CJK SC",serif;text-align:center;letter-spacing:.1em}
.paper .from{margin:0;text-align:center}
.paper .no{margin:0 0 1.2em;text-align:center}
.paper p{margin:.3em 0}
.paper .in{text-indent:2em}
.paper dl{display:block;margin:.6em 0}
.paper dl div{display:flex;padding:5px 0;border-bottom:1px solid #999;break-inside:avoid}
.paper dt{flex:0 0 11em;color:#000}
.paper dd{flex:1;min-width:0;margin:0;min-height:1.8em}
.paper h2{margin:1em 0 .2em;font-size:1em}
.paper .said-by{margin:0;padding:6px 12px;border:1px solid #999;white-space:pre-wrap}
.paper ul{margin:.2em 0;padding-left:1.4em}
.paper .sign{display:flex;flex-wrap:wrap;gap:2.2em 2em;margin:2em 0 0}
.paper .sign span{flex:1 1 12em;border-bottom:1px solid #000}
.paper .end{margin:2.6em 0 0;text-align:right;break-inside:avoid}
.paper .void{margin:0 0 1em;padding:4px;border:3px solid #b3261e;color:#b3261e;text-align:center;font-weight:bold}
@media (max-width:600px){.paper{padding:20px 16px}.paper dl div{display:block}}
@media print{.paper{max-width:none;margin:0;padding:0;border:0;font-size:12pt}.paper h1{font-size:20pt}}
`;
