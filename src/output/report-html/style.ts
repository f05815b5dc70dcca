/** The page's look: one column on a phone, two from 1,000 px on, A4 on paper. */
export const style = `
:root{--ink:#1f2933;--muted:#5f6c7b;--line:#d8dee6;--faint:#f4f6f9;--blue:#1f5f99;--red:#b42318;--green:#2b7a4b;--amber:#8a5200}
*{box-sizing:border-box}
html{scroll-padding-top:3rem;-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:#fff;font:15px/1.65 "Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;line-break:strict;overflow-wrap:anywhere}
main{max-width:1240px;margin:0 auto;padding:0 20px 60px}
a{color:var(--blue);text-decoration:none}
a:hover{text-decoration:underline}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
a.def{color:inherit;border-bottom:1px dotted #9aa7b4}
a.def:hover{color:var(--blue);text-decoration:none}
.skip,.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{position:static;width:auto;height:auto;clip-path:none}
nav{position:sticky;top:0;z-index:3;display:flex;gap:1.1rem;overflow-x:auto;padding:.5rem 20px;background:#fff;border-bottom:1px solid var(--line);font-size:14px;white-space:nowrap}
@media(min-width:1000px){nav{justify-content:center}}
.mast{padding:28px 0 10px;border-bottom:2px solid var(--ink)}
.office{margin:0;color:var(--muted);letter-spacing:.08em}
h1{margin:.1em 0;font-size:27px;line-height:1.3;font-weight:700}
.meta{margin:.3em 0 0;color:var(--muted);font-size:13px}
h2{margin:0 0 .7rem;font-size:19px;line-height:1.4}
h3{font-size:16px;margin:1.2rem 0 .5rem}
section{padding-top:26px}
section:not(#front)>h2{padding-bottom:.3rem;border-bottom:1px solid var(--line)}
p{margin:.5em 0}
small{color:var(--muted);font-size:12px;font-weight:400}
.note{color:var(--muted);font-size:13px;margin:.3rem 0}
.empty,.none{color:var(--muted)}
.bad{color:var(--red)}.good{color:var(--green)}
.tiles{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:12px}
.tile{padding:10px 14px 12px;border:1px solid var(--line);border-top:3px solid var(--blue);background:#fff}
.tile .name{font-size:14px;color:var(--muted)}
.tile .value{font-size:29px;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
.tile .value small{font-size:13px;margin-left:.25em}
.tile .value.none{font-size:20px;font-weight:400}
.tile .words{font-size:13px;line-height:1.5;color:var(--muted)}
.tile .words.bad{color:var(--red);font-weight:600}.tile .words.good{color:var(--green);font-weight:600}
.tile .of{display:block;color:var(--muted);font-weight:400}
.columns{display:grid;grid-template-columns:minmax(0,1fr);gap:6px 28px}
@media(min-width:1000px){.columns{grid-template-columns:repeat(2,minmax(0,1fr))}.columns.three{grid-template-columns:repeat(3,minmax(0,1fr));gap:6px 16px}.columns.front{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}}
.columns.front{margin-top:22px}
.columns.front h2{font-size:17px;margin:0 0 .4rem}
.facts{margin:0 0 1rem;padding-left:1.5em}
.facts li{margin:.38em 0;padding-left:.1em;color:var(--ink)}
.facts li.bad::marker,.facts li.bad .mark{color:var(--red)}.facts li.good .mark{color:var(--green)}
.mark{margin-right:.3em;font-size:.85em}
.links{font-size:12px;white-space:nowrap;margin-left:.3em}
.links a{color:var(--muted);margin-right:.5em;border:0}
.links a:hover{color:var(--blue)}
.todo{background:var(--faint);border-left:3px solid var(--blue);padding:12px 16px 4px;margin-bottom:16px}
.happened{padding:0 16px}
.notes{margin:.5rem 0 0;padding:.6rem .8rem .6rem 2rem;background:#fff8ec;border:1px solid #f0dfc0;font-size:14px}
.scroll{overflow-x:auto;margin:.6rem 0 1.1rem;-webkit-overflow-scrolling:touch}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.45;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.2rem 0 .35rem;font-size:14px;caption-side:top}
th,td{padding:.36rem .55rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:normal}
th{font-weight:600;color:#3c4a58;background:var(--faint);border-top:1px solid var(--line);vertical-align:bottom}
@media screen{th{white-space:nowrap}}
th a.def{border-bottom-color:#b8c2cc}
.r{text-align:right}.c{text-align:center}
td.r{white-space:nowrap}
time{white-space:nowrap}
.rest{margin:-.6rem 0 1.1rem}
td small{display:block;line-height:1.3;white-space:nowrap}
td.wide,th.wide{min-width:9em}
td:first-child:not(.r):not(.c){min-width:5em}
.dense table{font-size:13px}.dense th,.dense td{padding:.26rem .5rem}
.dense small{font-size:11px}
tbody tr:hover{background:#f8fafc}
.fix{position:sticky;left:0;background:#fff;z-index:1}
th.fix{background:var(--faint);z-index:2}
tbody tr:hover .fix{background:#f8fafc}
.few{display:inline-block;margin-left:.25em;padding:0 .25em;border:1px solid #c9b27c;color:var(--amber);font-size:11px;line-height:1.3;border-radius:2px}
.new{display:inline-block;margin:0 .35em 0 0;padding:0 .3em;background:var(--red);color:#fff;font-size:12px;line-height:1.4;border-radius:2px}
.band{display:inline-block;padding:0 .5em;border-radius:2px;white-space:nowrap;border:1px solid}
.band.a{color:#1d5c38;background:#e7f4ec;border-color:#b9dcc7}.band.b{color:#1a4f80;background:#e8f1f9;border-color:#bcd4ea}
.band.c{color:#6d4a00;background:#fdf4e0;border-color:#ecd9ac}.band.d{color:#8f1b12;background:#fdebe9;border-color:#f1c1bc}
.verdict{white-space:nowrap}.verdict.need{font-weight:600;color:var(--red)}
figure{margin:0 0 1rem;padding:10px 12px;border:1px solid var(--line)}
figcaption{font-weight:600;font-size:14px}
.picture{max-width:560px}
.picture svg{display:block;width:100%;height:auto}
details>summary{cursor:pointer;font-size:13px;color:var(--blue)}
.cards{display:flex;flex-direction:column;gap:6px}
.card{border:1px solid var(--line);padding:0 12px}
.card>summary{display:flex;align-items:baseline;gap:.5em;padding:.4rem 0;color:var(--ink);font-size:14px;list-style:none}
.card>summary::-webkit-details-marker{display:none}
.card>summary::before{content:"▸";color:var(--muted);font-size:12px}
.card[open]>summary::before{content:"▾"}
.card .rank{min-width:1.3em;text-align:right;color:var(--muted);font-variant-numeric:tabular-nums}
.card .title{font-weight:600}
.card .number{margin-left:auto;white-space:nowrap;font-variant-numeric:tabular-nums}
.card .where{margin:0 0 .3rem;color:var(--muted);font-size:13px}
.quotes{list-style:none;margin:0 0 .6rem;padding:0}
.quotes li{margin:.3rem 0;padding-left:.7em;border-left:2px solid var(--line);font-size:14px;line-height:1.6}
q{quotes:none}
cite{display:block;font-style:normal;font-size:12px;color:var(--muted)}
mark{background:#fdecc4;color:inherit;padding:0 .05em}
.suggestions li{margin:.5em 0}.suggestions small{display:block}
.definitions{margin:0;columns:1}
@media(min-width:1000px){.definitions{columns:2;column-gap:28px}}
.definitions>div{break-inside:avoid;padding:.35rem 0;border-bottom:1px solid var(--line)}
.definitions>div:target{background:#fff8ec}
dt{font-weight:600;font-size:14px}
dd{margin:0;font-size:14px}
dd code{display:block;color:var(--muted);font:13px/1.5 inherit;font-family:inherit}
@media(max-width:700px){
body{font-size:15px}main{padding:0 14px 40px}nav{padding:.5rem 14px}h1{font-size:22px}
.tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:8px}.tile{padding:8px 10px}.tile .value{font-size:23px}.tile .value small.range{display:block;margin:0;font-size:12px;line-height:1.2}
figure{padding:8px}.happened{padding:0}td:not(.r):not(.c){min-width:5.5em}td.wide{min-width:10em}.fix:not(.r){min-width:6.8em}
}
@page{size:A4;margin:16mm 14mm}
@media print{
body{font-size:10pt;line-height:1.5}main{max-width:none;padding:0}nav,.skip,.links,figure details{display:none}
.mast{padding-top:0}section{padding-top:14pt}h1{font-size:18pt}h2{font-size:13pt;break-after:avoid}caption,h3{break-after:avoid}
.tiles{gap:6pt}.tile .value{font-size:17pt}.tile .value small.range{display:block;margin:0;font-size:8.5pt;line-height:1.2}
#totals{break-before:page}.columns.front{grid-template-columns:minmax(0,3fr) minmax(0,2fr)!important;gap:14pt!important}
.columns,.columns.three{gap:4pt 12pt;grid-template-columns:repeat(2,minmax(0,1fr))}.card:not([open]){display:none}.note{font-size:8pt;line-height:1.4}figure{padding:5pt 6pt;margin-bottom:6pt}
.scroll{overflow:visible;margin:.4rem 0 .8rem}table{font-size:8.5pt;line-height:1.35}th,td{padding:2pt 3pt;min-width:0!important}
.dense table{font-size:7.5pt}.dense small,small{font-size:6.8pt}.dense th,.dense td{padding:1.5pt 2.5pt}
#units td small,#scores td small,td.r{white-space:normal}
thead{display:table-header-group;break-after:avoid}tbody tr:first-child{break-before:avoid}tr,figure,.card,.tile{break-inside:avoid}
.fix{position:static}a{color:inherit}a.def{border:0}.tile,.todo,.band,th,mark,.new{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
