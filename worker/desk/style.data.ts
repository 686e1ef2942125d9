import { NOTICE_STYLE } from './notice-style.data.ts';

/**
 * The one stylesheet of the desk: dense and calm, for office screens all day. Classes are few; a page that needs
 * another one adds it here. Contrast of every text on its ground is 4.5:1 or more; a state is never told by colour alone.
 */
export const DESK_STYLE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#f4f6f7;color:#1b262e;font:15px/1.5 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",SimSun,sans-serif}
.first{position:absolute;left:-9999px}
.first:focus{position:static;display:inline-block;padding:8px}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 16px;padding:0 16px;background:#12405a;color:#fff}
.top nav{display:flex;flex-wrap:wrap}
.top a{padding:9px 11px;color:#fff;text-decoration:none}
.top a:hover{text-decoration:underline}
.top a[aria-current]{background:#f4f6f7;color:#12405a;font-weight:bold}
.who{display:flex;align-items:center;margin:0}
.plain{padding:4px 10px;border:1px solid #9db8c6;border-radius:3px;background:none;color:inherit;cursor:pointer}
.under{display:flex;flex-wrap:wrap;padding:0 16px;border-bottom:1px solid #cbd5da;background:#fff}
.under a{padding:7px 11px;text-decoration:none}
.under a:hover{text-decoration:underline}
.under a[aria-current]{box-shadow:inset 0 -3px #12405a;color:#12405a;font-weight:bold}
main{max-width:860px;margin:0 auto;padding:8px 16px 48px;overflow-wrap:break-word}
main.wide{max-width:1320px}
main:focus{outline:none}
h1{margin:.6em 0 .5em;font-size:1.4em;line-height:1.3}
h2{margin:1.4em 0 .4em;font-size:1.1em;line-height:1.4}
h3{margin:1em 0 .3em;font-size:1em}
p{margin:.4em 0}
ul,ol{margin:.4em 0;padding-left:1.4em}
a{color:#0b5a7a}
.soft,.hint{color:#4a5761}
.hint{margin:0 0 2px;font-size:.93em}
.text{white-space:pre-wrap}
.number{font-family:Consolas,"Courier New",monospace;letter-spacing:.04em;white-space:nowrap}
.token{font-family:Consolas,"Courier New",monospace;overflow-wrap:anywhere;user-select:all}
.big{font-size:1.3em;font-weight:bold}
form.big-step button.main,form.big-step button.other{width:100%;min-height:56px;font-size:1.2em}
.big-step textarea{font-size:1.1em}
.box{margin:12px 0;padding:10px 14px;border:1px solid #cbd5da;border-radius:4px;background:#fff}
.box>h2:first-child,.box>h3:first-child,.fault>h2:first-child{margin-top:0}
.said,.note,.fault,.stop{margin:10px 0;padding:8px 14px;border:1px solid #cbd5da;border-left-width:5px;border-radius:3px;background:#fff}
.said{border-color:#1c6b3c}
.note{border-color:#8a6100}
.fault,.stop{border-color:#b3261e}
.wrong{margin:0 0 2px;color:#b3261e;font-weight:bold}
.cols{display:flex;flex-wrap:wrap;gap:12px 20px;align-items:flex-start}
.cols>*{flex:1 1 300px;min-width:0}
.row{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:flex-end}
.row .field{margin:0}
table{width:100%;border-collapse:collapse;background:#fff}
.scroll{overflow-x:auto}
.scroll table{min-width:600px}
caption{padding:4px 0;text-align:left;font-weight:bold}
th,td{padding:5px 8px;border-bottom:1px solid #dde4e8;text-align:left;vertical-align:top}
th{color:#4a5761;font-weight:bold;font-size:.93em}
tbody tr:hover{background:#eef5f8}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content 1fr;gap:3px 14px;margin:.4em 0}
dt{color:#4a5761}
dd{margin:0;min-width:0}
.tag{display:inline-block;padding:0 7px;border:1px solid #74838d;border-radius:9px;background:#fff;font-size:.9em;white-space:nowrap}
.soon{border-color:#8a6100;background:#fff3c4;color:#5c4100;font-weight:bold}
.late{border-color:#b3261e;background:#b3261e;color:#fff;font-weight:bold}
.done{border-color:#1c6b3c;color:#1c6b3c}
ol.line{margin:0;padding:0;list-style:none}
ol.line li{padding:4px 0 8px 14px;border-left:2px solid #9db8c6}
ol.work{margin:0;padding:0;list-style:none}
ol.work li{padding:3px 0}
form{margin:8px 0}
fieldset{margin:10px 0;padding:0;border:0;min-width:0}
fieldset.box{padding:8px 14px}
legend,.field>label{display:block;padding:0;font-weight:bold}
.field{margin:10px 0}
.pick,.field>.pick{display:block;padding:3px 0;font-weight:normal}
form.box>h2{margin-top:.2em}
time{white-space:nowrap}
.pick input{margin:0 8px 0 0;vertical-align:-1px}
input,select,textarea,button{font:inherit;color:#1b262e}
input[type=text],input[type=password],input[type=date],input[type=datetime-local],input[type=tel],input[type=number],input[type=search],select,textarea{width:100%;max-width:640px;padding:5px 8px;border:1px solid #67757e;border-radius:3px;background:#fff}
.row input,.row select{width:auto}
input.short{max-width:220px}
[aria-invalid]{border:2px solid #b3261e!important}
.buttons{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:14px 0}
button.main,button.other,button.danger,a.main,a.other{display:inline-block;min-height:36px;padding:6px 18px;border:1px solid #0b5a7a;border-radius:3px;background:#fff;color:#0b5a7a;text-decoration:none;cursor:pointer}
button.main,a.main{background:#0b5a7a;color:#fff;font-weight:bold}
button.danger{border-color:#b3261e;color:#b3261e}
:focus-visible{outline:3px solid #b45309;outline-offset:1px}
.top :focus-visible{outline-color:#ffd166}
details{margin:8px 0}
summary{cursor:pointer;padding:4px 0;color:#0b5a7a}
svg{max-width:100%;height:auto}
${NOTICE_STYLE}@media (max-width:600px){body{font-size:16px}.top,.under{padding:0 4px}.top a,.under a{padding:9px}dl{grid-template-columns:1fr}dt{margin-top:4px}}
@media print{@page{size:A4;margin:20mm}body{background:#fff;font-size:12pt}.top,.under,.first,form,.buttons,.said,.noprint{display:none}main{max-width:none;padding:0}a{color:inherit;text-decoration:none}.box{border:0;padding:0}}
`;
