// Pure. What the doctor says about each cause, to somebody who looks after a site and is no programmer.

export interface Said {
  zh: string;
  en: string;
}

/** `{}` is where a value goes in. */
export const CAUSES = {
  'csp-script': {
    zh: '网站的内容安全策略不让运行指南的脚本：{} 里没有它的地址。',
    en: 'The content security policy keeps our script from running: its address is missing in {}.',
  },
  'csp-nonce': {
    zh: '策略里有 strict-dynamic：只认带 nonce 的脚本，写地址没有用。给这个 <script> 加上和别的脚本一样的 nonce。',
    en: 'The policy has strict-dynamic and takes scripts with a nonce only. Give this <script> the nonce of your other scripts.',
  },
  'csp-connect': {
    zh: '网站的内容安全策略不让指南取目录：{} 里没有它的地址。页面上会一直打不开指南。',
    en: 'The content security policy keeps the guide from fetching its list: its address is missing in {}.',
  },
  'csp-frame': {
    zh: '网站的内容安全策略不让打开框：{} 里没有指南的地址。',
    en: 'The content security policy allows no frame of ours: its address is missing in {}.',
  },
  'csp-form': {
    zh: '网站的内容安全策略不让备用的表单提交：{} 里没有指南的地址。脚本能用的时候不碍事。',
    en: 'The content security policy stops the fallback form: our address is missing in {}. Harmless while scripts run.',
  },
  'csp-style': {
    zh: '网站的内容安全策略不认 style="…"：指南打开时下面的内容会跳一下，自定的颜色也不起作用。把这一条写进网站的样式表。',
    en: 'The content security policy ignores style="…": what stands below jumps, and your colour has no effect. Put this rule into your stylesheet.',
  },
  'csp-trusted-types': {
    zh: '网站要求 Trusted Types，名单里没有 one-window 这个名字，脚本起不来。',
    en: 'The site requires Trusted Types, and the name one-window is not on its list.',
  },
  'csp-sandbox': {
    zh: '内容安全策略里有 sandbox，没有写 allow-scripts：整个网页都不能运行脚本。',
    en: 'The policy has sandbox without allow-scripts: no script of the page can run.',
  },
  'csp-report-only': {
    zh: '这条策略只报告、不拦截（Report-Only），现在不碍事；哪天改成正式的，就会拦住指南。',
    en: 'This policy only reports. The day it is enforced it will stop the guide.',
  },
  'script-missing': {
    zh: '有 <one-window>，没有脚本：多半是编辑器把 <script> 去掉了。请用“源代码”方式粘贴，或者放进页脚模板；都不行，就用框架（iframe）。',
    en: 'There is a <one-window> and no script: the editor has probably removed it. Paste in source view, put it into the footer, or use the iframe.',
  },
  'nothing-there': {
    zh: '网页里没有指南的代码：没有 <one-window>，没有脚本，也没有框架。可能没有保存，或者看的不是这个网页，或者编辑器整段去掉了。',
    en: 'Nothing of ours is in this page: it was not saved, it is another page, or the editor has removed all of it.',
  },
  escaped: {
    zh: '代码被当成文字显示了：尖括号变成了 &lt; &gt;。请切换到编辑器的“源代码”再粘贴。',
    en: 'The line is shown as text: its brackets became &lt; and &gt;. Paste it in the source view of the editor.',
  },
  asleep: {
    zh: '代码放在了 {} 里面，浏览器不会运行。请移到外面。',
    en: 'The line stands inside {}, where browsers run nothing. Move it out.',
  },
  'script-type': {
    zh: '<script> 上的 type 让浏览器不运行它（常见于“延迟加载”“Cookie 同意”插件）。去掉 type。',
    en: 'The type of this <script> keeps browsers from running it (plugins for lazy loading or consent do that). Remove it.',
  },
  'script-lazy': {
    zh: '<script> 没有 src：地址被插件挪到了别的属性里。把地址写回 src。',
    en: 'This <script> has no src: a plugin has moved the address to another attribute. Put it back.',
  },
  quotes: {
    zh: '引号变成了中文的“”，浏览器读不懂。换成英文的直引号。',
    en: 'The quotes became curly ones that browsers do not understand. Use straight quotes.',
  },
  'wrong-address': {
    zh: '脚本的地址不是指南的服务器，取不到。',
    en: 'The script points to another server than that of the guide.',
  },
  'mixed-content': {
    zh: '网页是 https 的，这里写的是 http：浏览器不会去取。改成 https。',
    en: 'The page is https and this address is http: browsers do not fetch it. Write https.',
  },
  'integrity-moving': {
    zh: '写了 integrity，用的却是会更新的 /embed.js：下次升级就会打不开。把版本也写死，或者去掉 integrity。',
    en: 'integrity on the moving /embed.js breaks at the next release. Pin the version, or leave integrity out.',
  },
  'integrity-anonymous': {
    zh: '写了 integrity，没有写 crossorigin：浏览器会拒绝。加上 crossorigin="anonymous"。',
    en: 'integrity without crossorigin: browsers refuse the script. Add crossorigin="anonymous".',
  },
  'self-closed': {
    zh: '<one-window /> 这样写不算关上：后面的网页内容（正文、页脚、按钮）全被它吞掉，指南一打开就都看不见。要写 </one-window>。',
    en: '<one-window /> does not close it: all that follows on the page (text, footer, buttons) disappears inside. Write </one-window>.',
  },
  unclosed: {
    zh: '<one-window> 没有关上：后面的网页内容会被它吞掉、看不见。后面加上 </one-window>。',
    en: '<one-window> is never closed: the rest of the page disappears inside. Add </one-window>.',
  },
  township: {
    zh: '镇街编号要写 9 位数字，这里写的不对：居民要自己选镇街。',
    en: 'township takes nine digits; with this one every resident has to choose.',
  },
  'form-in-form': {
    zh: '整页在一个大表单里（ASP.NET 常见），表单里不能再放表单：它会把大表单提前关上，网页自己的按钮会失灵。换成带链接的写法。',
    en: 'The page is one big form (as in ASP.NET). A form inside it closes the big one early and breaks your own buttons. Use the variant with a link.',
  },
  paragraph: {
    zh: '代码放在一个段落 <p> 里，段落里不能有表单：备用的表单会掉到外面，和指南一起显示。换成带链接的写法，或者移出段落。',
    en: 'The line stands in a <p>, which cannot hold a form: the fallback form falls out and shows beside the guide. Use the variant with a link.',
  },
  'charset-conflict': {
    zh: '服务器说网页是 {}，网页自己说的不一样：中文可能变成乱码。服务器那一行要和文件的实际编码一致。',
    en: 'The server says {}, the page says otherwise: Chinese may turn to mojibake. The header must name the encoding of the file.',
  },
  'charset-missing': {
    zh: '没有写明网页是什么编码，备用的中文可能变成乱码。换成只有英文字符的写法，什么编码都不怕。',
    en: 'Nothing says how the page is encoded. This line is ASCII only and right in any encoding.',
  },
  mojibake: {
    zh: '备用的中文已经是乱码：保存时的编码和网页的不一样。换成只有英文字符的写法。',
    en: 'The fallback text is mojibake: it was saved in another encoding. This line is ASCII only.',
  },
  'old-mode': {
    zh: '这一行让浏览器用老的 IE 方式打开网页，指南只能显示简易版的链接。改成极速模式。',
    en: 'This line makes browsers imitate an old Internet Explorer, where only the link to the simple version shows.',
  },
  'old-engine': {
    zh: '这个浏览器（{}）太旧：只会看到简易版的链接。居民用新一些的浏览器就行，网页不用改。',
    en: 'This browser ({}) is too old and shows the link to the simple version. Nothing to change on the page.',
  },
  'frame-page': {
    zh: '框里的这个地址不许放进别的网站。框架要用 /embed/guide。',
    en: 'This page of ours allows no frame around it. An iframe takes /embed/guide.',
  },
  'frame-sandbox': {
    zh: '框上的 sandbox 不让里面{}。',
    en: 'The sandbox of this iframe forbids what the guide needs: {}.',
  },
  'frame-coep': {
    zh: '网站要求 Cross-Origin-Embedder-Policy，别的网站的框打不开：iframe 写法和“我要说事”的框都不行。去掉这一行，或者改用链接。',
    en: 'Cross-Origin-Embedder-Policy keeps frames of other sites out: neither the iframe nor the intake opens. Remove it, or use a link.',
  },
  sandboxed: {
    zh: '您的网页本身被放在一个带 sandbox 的框里，里面的脚本和存储受限。改外面那个框。',
    en: 'Your page itself stands in a sandboxed frame. Change the frame around it.',
  },
  'not-registered': {
    zh: '这个网站（{}）还没有登记：指南能用，“我要说事”会在新窗口打开。要在框里打开，请让指南的管理员登记。',
    en: 'This site ({}) is not on the register: the guide works, the intake opens a window. Ask the operator to add it.',
  },
} satisfies Record<string, Said>;

export type Cause = keyof typeof CAUSES;
