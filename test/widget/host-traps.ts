/** Host pages that break embeds elsewhere, each with what has to become of every rung of the ladder on it. */

export type Rung = 'element' | 'script' | 'frame' | 'link';

/**
 * `works`: the box takes a query, a result opens. `lite`: a visible link to the pages without a script. `own`: what the
 * page wrote into the element stays to be seen, nothing else can be had there.
 */
export type Outcome = 'works' | 'lite' | 'own';

export interface Trap {
  name: string;
  /** Around the rung's own lines. `<!--here-->` stands where the webmaster pastes them; `@` is our origin. */
  html: string;
  headers?: Record<string, string>;
  /** Of the bytes that are sent. */
  charset?: 'gbk';
  /** Outcomes that are not `works`. */
  but?: Partial<Record<Rung, Outcome>>;
  /** What a webmaster reads in the console there, in one line. */
  says?: RegExp;
}

const PAGE = '<!doctype html><title>host</title><body><h1>Old Town</h1><!--here--><p>below</p>';
const scripted = (script: string) => PAGE.replace('<body>', `<script>${script}</script><body>`);

/** What Prototype.js 1.5 to 1.7 puts upon lists, words and elements, as far as it takes the place of something. */
const PROTOTYPE = `
  function $A(list) { var all = [], i = 0; if (!list) return all; for (; i < list.length; i++) all[i] = list[i]; return all; }
  Array.from = $A;
  var lists = Array.prototype;
  lists.toJSON = function () { return '[' + this.join(', ') + ']'; };
  lists.reduce = function () { return this.length > 1 ? this : this[0]; };
  lists.entries = lists.toArray = function () { return $A(this); };
  lists.map = lists.collect = function (call, on) { var all = []; for (var i = 0; i < this.length; i++) all.push(call.call(on, this[i], i)); return all; };
  lists.filter = lists.findAll = function (call, on) { var all = []; for (var i = 0; i < this.length; i++) if (call.call(on, this[i], i)) all.push(this[i]); return all; };
  lists.find = lists.detect = function (call, on) { for (var i = 0; i < this.length; i++) if (call.call(on, this[i], i)) return this[i]; };
  lists.some = lists.any = function (call, on) { for (var i = 0; i < this.length; i++) if (call.call(on, this[i], i)) return true; return false; };
  lists.each = function (call) { for (var i = 0; i < this.length; i++) call(this[i], i); return this; };
  String.prototype.toJSON = function () { return '"' + this + '"'; };
  String.prototype.startsWith = function (word) { return this.lastIndexOf(word, 0) === 0; };
  Object.toJSON = Object.extend = Object.clone = function (one) { return one; };
  Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
  Element.prototype.store = Element.prototype.update = Element.prototype.empty = function () { return this; };
  Element.prototype.show = Element.prototype.hide = Element.prototype.toggle = function () { return this; };
  window.$ = window.$$ = function () { return null; };`;

/** The same of MooTools 1.3 to 1.6: its \`Array.from\` knows no second argument. */
const MOOTOOLS = `
  Array.from = function (one) { return one == null ? [] : Array.isArray(one) ? one : typeof one.length == 'number' ? [].slice.call(one) : [one]; };
  Array.prototype.erase = Array.prototype.contains = Array.prototype.empty = function () { return this; };
  Function.prototype.extend = Function.prototype.implement = function () { return this; };
  String.prototype.contains = function (word) { return this.indexOf(word) > -1; };
  Element.prototype.set = Element.prototype.get = Element.prototype.dispose = Element.prototype.open = function () { return this; };
  Object.each = Object.merge = function () {}; window.typeOf = function (one) { return typeof one; };
  document.id = window.$ = function () { return null; };`;

/** As monitoring scripts and old single-page sites do it, before anything of ours is there. */
const PATCHED = `
  var ownFetch = window.fetch;
  window.fetch = function (asked, how) { return ownFetch.call(this, asked, how).then(function (answer) { answer.seen = true; return answer; }); };
  JSON.parse = JSON.stringify = function () { return 'bent'; };
  window.XMLHttpRequest = function () { throw new Error('bent'); };`;

const GREEDY = `<style>* { margin: 9px !important; padding: 9px !important; float: left !important; color: red !important;
  font: 9px serif !important; background: yellow !important; border: 1px solid red !important; text-indent: 2em !important;
  transition: all 1s !important; letter-spacing: 1em !important; box-sizing: content-box !important }</style>`;

const table = (charset: string) =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"><title>古镇人民政府</title></head>
  <body bgcolor=white><table width="100%" border=0><tr><td align=center><font color=red size=5>古镇人民政府</font>
  <tr><td><!--here--><tr><td>版权所有</table></body></html>`;

/** What our documentation tells a webmaster to add. */
const DOCUMENTED = 'script-src @; connect-src @; frame-src @';
const policy = (value: string) => ({ 'content-security-policy': value });

export const TRAPS: Trap[] = [
  { name: 'plain page', html: PAGE },
  { name: 'GBK page of an old CMS, tables and quirks', html: table('gbk'), charset: 'gbk' },
  {
    name: 'gb2312 page, said in the header',
    html: table('gb2312'),
    charset: 'gbk',
    headers: { 'content-type': 'text/html; charset=gb2312' },
  },
  { name: 'Prototype.js', html: scripted(PROTOTYPE) },
  { name: 'MooTools', html: scripted(MOOTOOLS) },
  { name: 'patched fetch, JSON and XMLHttpRequest', html: scripted(PATCHED) },
  {
    name: 'AMD define, module and exports',
    html: scripted(
      'window.define = function () { throw new Error("taken for a module"); }; define.amd = {}; var module = { exports: {} }, exports = module.exports;',
    ),
  },
  {
    name: 'Object.prototype with more in it',
    html: scripted('Object.prototype.extend = function () {}; Object.prototype.version = 7;'),
  },
  { name: 'rules with !important for everything', html: PAGE.replace('<body>', `${GREEDY}<body>`) },
  {
    name: 'policy default-src none, documented lines, Trusted Types',
    html: PAGE,
    headers: policy(`default-src 'none'; ${DOCUMENTED}; require-trusted-types-for 'script'; trusted-types one-window`),
  },
  {
    name: 'policy that knows nothing of us',
    html: PAGE,
    headers: policy("default-src 'self'"),
    but: { element: 'own', script: 'own', frame: 'own' },
  },
  {
    name: 'policy that lets in the loader alone',
    html: PAGE,
    headers: policy("default-src 'none'; script-src @/embed.js; connect-src @"),
    but: { element: 'lite', script: 'lite', frame: 'own' },
    says: /^One Window: guide\.js did not load\. Why\? .*\/embed\/doctor$/,
  },
  {
    name: 'policy without connect-src',
    html: PAGE,
    headers: policy("default-src 'none'; script-src @; frame-src @"),
    but: { element: 'lite', script: 'lite' },
    says: /^One Window: index did not load\. Why\? .*\/embed\/doctor$/,
  },
  {
    name: 'Trusted Types without our policy',
    html: PAGE,
    headers: policy("require-trusted-types-for 'script'; trusted-types 'none'"),
    but: { element: 'lite', script: 'lite' },
    says: /^One Window: guide\.js did not load\. Why\? .*\/embed\/doctor$/,
  },
  {
    name: 'sandboxed page without scripts',
    html: PAGE,
    headers: policy('sandbox allow-popups allow-top-navigation-by-user-activation'),
    but: { element: 'own', script: 'own', frame: 'own' },
  },
  {
    name: 'sandboxed page with scripts and an origin of nobody',
    html: PAGE,
    headers: policy('sandbox allow-scripts allow-forms allow-popups'),
  },
  {
    name: 'an element named OneWindow and a form named after everything',
    html: PAGE.replace(
      '<!--here-->',
      '<div id="OneWindow"></div><form name="fetch"><input name="customElements"></form><!--here-->',
    ),
  },
  { name: 'a base elsewhere', html: PAGE.replace('<body>', '<base href="http://elsewhere.test/deep/"><body>') },
  {
    name: 'dark page, large letters, less motion',
    html: PAGE.replace('<body>', '<style>:root{color-scheme:dark;font-size:24px}</style><body>'),
  },
  {
    name: 'XHTML',
    html: '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>host</title></head><body><h1>Old Town</h1><!--here--><p>below</p></body></html>',
    headers: { 'content-type': 'application/xhtml+xml' },
  },
];
