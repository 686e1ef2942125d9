/**
 * The one stylesheet of `/lite`. No flex, grid, variables or rem: Internet Explorer 8 draws the same page,
 * and a text browser needs none of it. Pages hang nothing on elements that old browsers do not know.
 */
export const LITE_STYLE = `
html{-ms-text-size-adjust:100%;-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;color:#1b262e;font:18px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",SimSun,sans-serif}
#page{max-width:720px;margin:0 auto;padding:0 16px 32px;word-wrap:break-word;overflow-wrap:break-word}
h1{font-size:1.45em;line-height:1.35;margin:.7em 0 .5em}
h2{font-size:1.15em;line-height:1.4;margin:1.5em 0 .4em}
p{margin:.5em 0}
ul,ol,dl{margin:.4em 0;padding:0 0 0 1.4em}
dl{padding:0}
dt{margin-top:.7em;color:#4a5761}
dd{margin:0;font-weight:bold}
li{margin:.2em 0}
a{color:#0b5a7a}
.top{margin:0 -16px;padding:6px 16px;border-bottom:2px solid #0b5a7a}
.top a,.links a{display:inline-block;padding:9px 16px 9px 0;min-height:26px}
.links{list-style:none;padding:0}
.dials a{display:inline-block;padding:9px 20px 9px 0}
.two li{display:inline-block;min-width:47%;padding-right:2%;vertical-align:top}
.soft{color:#4a5761}
.big{font-size:1.2em;font-weight:bold}
.warning{margin:12px 0;padding:6px 16px;border:3px solid #b3261e;background:#fff}
.text{white-space:pre-wrap;margin:.3em 0;padding:8px 12px;border-left:4px solid #c9d3d9}
.note,.done,.fault,.stop{margin:16px 0;padding:10px 16px;border:1px solid #c9d3d9;background:#eef5f8}
.done{border:3px solid #1c6b3c;background:#f0f8f2}
.fault,.stop{border:3px solid #b3261e;background:#fff}
.fault h2,.stop h2{margin-top:.2em}
.wrong{margin:.3em 0;color:#b3261e;font-weight:bold}
.number{font-family:Consolas,"Courier New",monospace;font-size:1.5em;font-weight:bold;letter-spacing:.06em}
form{margin:12px 0}
fieldset{margin:16px 0;padding:0;border:0;min-width:0}
legend{padding:0;font-weight:bold}
label{display:block;padding:9px 0;min-height:26px}
label.name{font-weight:bold;padding-bottom:0}
input,select,textarea{font-size:1em;font-family:inherit;color:#1b262e;background:#fff}
input.line,textarea,select{width:100%;max-width:100%;margin:4px 0 8px;padding:9px 10px;border:2px solid #74838d;border-radius:4px;-webkit-box-sizing:border-box;-moz-box-sizing:border-box;box-sizing:border-box}
input.line,select{min-height:46px}
input.short{max-width:220px}
input.pick{width:22px;height:22px;margin:0 10px 0 0;vertical-align:-4px}
input.go,input.other{min-height:48px;min-width:48px;margin:8px 10px 8px 0;padding:8px 22px;border:2px solid #0b5a7a;border-radius:4px;cursor:pointer;max-width:100%;white-space:normal}
input.go{background:#0b5a7a;color:#fff;font-weight:bold}
input.other{background:#fff;color:#0b5a7a}
input.small{padding:4px 14px;margin:0 0 4px}
:focus{outline:3px solid #b45309;outline-offset:2px}
.first{position:absolute;left:-9999px}
.first:focus{position:static}
.foot{margin-top:40px;padding-top:10px;border-top:1px solid #c9d3d9;color:#4a5761;font-size:.9em}
.unseen{display:none}
@media screen{.tick,.paper{display:none}}
@media print{.top,.foot,form,.noprint{display:none}body{font-size:14pt}.done{border:1px solid #000}h2{page-break-after:avoid}li{page-break-inside:avoid}.paper{margin-top:24pt;border-top:1px solid #000;font-size:11pt}}
`;
