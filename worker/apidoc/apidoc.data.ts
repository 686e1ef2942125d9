export const DOCUMENTATION = {
  openapi: '3.1.0',
  info: {
    title: '一窗 One Window API',
    version: '0.1.0',
    description:
      '邹城市 16 个镇街、714 个村（社区）的办事指南和责任清单。目前是演示数据，不作办事依据。\n\nGuidance and responsibility lists of a county-level city. The data set is a demonstration: every answer says so in dataset.status.\n\n怎么写入 / How to write: 内容是 JSON（Content-Type: application/json），照片直接发图片本身；每个写入下面都有一份例子可以照抄。要求 Idempotency-Key 的，重发时带同一个值就不会办两次。从网页写入，网站要先登记（ALLOWED_ORIGINS），没登记的答 403；只有“没查到的话”（/search/unanswered）哪个网站都能发，Content-Type 写 text/plain 也收，因为小部件放在哪个网站都要能报，它不记是谁。Bodies are JSON, photos are the bytes of the picture; each write below shows one complete body. Where an Idempotency-Key is required, a retry with the same key does nothing twice. From a browser only registered sites may write; the one exception is the count of queries without an answer, which any site may send, as text/plain too, and which keeps nobody.\n\n公开的记录怎么自己重算 / How to recompute the public trail: 事件散列 = SHA-256(`one-window/1|事项编号|序号|时间|动作|内容散列|上一步散列`)，没有上一步时写 64 个 0；每天的树是 RFC 6962 的树，叶子按散列值从小到大；签名是 ECDSA P-256、SHA-256，签的是 `one-window-root/1|日期|条数|树根|前一天的树根|签名时间`，第一天的前一天写 64 个 0。网页核对 / in the browser: /verify',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  components: {
    securitySchemes: {
      caseToken: {
        type: 'http' as const,
        scheme: 'bearer',
        description: '提交或查询时得到的 token，30 分钟内有效 / token of a receipt or a lookup, valid for 30 minutes',
      },
      programToken: {
        type: 'http' as const,
        scheme: 'bearer',
        description:
          '部门、镇街的程序用的口令，在工作台“我的账号”里建，最长 90 天 / token of a program, made by staff on the desk, 90 days at most',
      },
    },
  },
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
