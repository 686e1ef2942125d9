export const DOCUMENTATION = {
  openapi: '3.1.0',
  info: {
    title: '一窗 One Window API',
    version: '0.1.0',
    description:
      '邹城市 16 个镇街、714 个村（社区）的办事指南和责任清单。目前是演示数据，不作办事依据。\n\nGuidance and responsibility lists of a county-level city. The data set is a demonstration: every answer says so in dataset.status.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
};

export const PAGE_STYLE = `
:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;font:1rem/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1b2733;background:#fff}
h1{font-size:1.75rem;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:2.5rem 0 .5rem;padding-bottom:.25rem;border-bottom:2px solid #0b5c8a}
h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
section[id]{margin:1rem 0;padding:1rem;border:1px solid #cfd8e0;border-radius:.5rem}
p{margin:.5rem 0;overflow-wrap:anywhere}
a{color:#0b5c8a}
code,pre{font-family:ui-monospace,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;font-size:.9em}
pre{overflow:auto;padding:.75rem;background:#f3f6f9;border-radius:.25rem}
.method{display:inline-block;padding:.1rem .5rem;border-radius:.25rem;background:#0b5c8a;color:#fff;font-size:.8em}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:.35rem .75rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #e3e9ee}
summary{cursor:pointer;min-height:2.75rem;line-height:2.75rem}
.statuses code{margin-right:.5rem}
li{margin:.35rem 0}
:focus-visible{outline:3px solid #f0a800;outline-offset:2px}
@media (prefers-color-scheme:dark){body{color:#e4eaf0;background:#12181e}a{color:#7cc4ee}section[id]{border-color:#37444f}pre{background:#1b242c}th,td{border-color:#2a353f}}
`;
