import { describe, expect, it } from 'vitest';
import { readSettings } from '../../widget/configurator/settings.ts';
import { elementSnippet, iframeSnippet, scriptSnippet } from '../../widget/configurator/snippets.ts';
import { diagnose } from '../../widget/doctor/diagnose.ts';
import type { Examined } from '../../widget/doctor/findings.ts';
import { tagsOf } from '../../widget/doctor/html.ts';
import { allows, policiesIn, readPolicy, withSource } from '../../widget/doctor/policy.ts';

const base = 'https://guide.invalid';
const source = { base, version: '1.2.3', integrity: '', isAscii: false };
const settings = readSettings(new URLSearchParams('township=370883101'));
const LINE = elementSnippet(source, settings);
const SCRIPT = scriptSnippet(source, settings);
const FRAME = iframeSnippet(source, settings);

const page = (body: string, head = '<meta charset="gb2312">') =>
  `<html>\n<head>\n${head}\n</head>\n<body>\n${body}\n</body>\n</html>`;

const examine = (examined: Partial<Examined>) =>
  diagnose({
    html: page(LINE),
    headers: '',
    address: 'https://town.invalid/index.html',
    base,
    agent: '',
    isRegistered: null,
    isSandboxed: false,
    ...examined,
  });
const causes = (examined: Partial<Examined>) => examine(examined).map(({ cause }) => cause);
const csp = (policy: string) => `Content-Security-Policy: ${policy}`;

describe('a page where everything is right', () => {
  it.each([
    ['the element and the script', LINE, ''],
    ['the script alone', SCRIPT, ''],
    ['the iframe', FRAME, ''],
    ['a plain link', `<a href="${base}/lite">办事</a>`, ''],
    [
      'a strict policy with what the documents ask for',
      LINE.replace(/ style="[^"]*"/, ''),
      csp(`default-src 'none'; script-src ${base}; connect-src ${base}; frame-src ${base}`),
    ],
    [
      'Trusted Types with our name',
      LINE.replace(/ style="[^"]*"/, ''),
      csp(`require-trusted-types-for 'script'; trusted-types one-window jquery`),
    ],
    ['an iframe under its one directive', FRAME, csp(`default-src 'self'; frame-src ${base}`)],
    ['a link under any policy', `<a href="${base}/lite">办事</a>`, csp("default-src 'none'")],
    ['a policy for everything that is https', LINE, csp("default-src https: 'unsafe-inline'")],
  ])('%s: nothing is found', (_, body, headers) => {
    expect(examine({ html: page(body), headers })).toEqual([]);
  });
});

/** What is broken, on which line of the source or of the headers, and what the corrected line contains. */
const BROKEN: [name: string, examined: Partial<Examined>, cause: string, line: number | null, fix: string | RegExp][] =
  [
    [
      'no script in the policy',
      { headers: csp(`script-src 'self'`) },
      'csp-script',
      1,
      csp(`script-src 'self' ${base}`),
    ],
    [
      'a policy that allows nothing',
      { headers: `Server: IIS\n${csp("default-src 'none'")}` },
      'csp-connect',
      2,
      csp(`default-src 'none'; script-src ${base}; connect-src ${base}; frame-src ${base}`),
    ],
    [
      'a policy in the settings of nginx',
      { headers: `add_header Content-Security-Policy "default-src 'self'; connect-src 'none'" always;` },
      'csp-connect',
      1,
      `add_header Content-Security-Policy "default-src 'self'; connect-src ${base}; script-src 'self' ${base}; frame-src 'self' ${base}" always;`,
    ],
    [
      'a policy in the page',
      { html: page(LINE, `<meta http-equiv="Content-Security-Policy" content="frame-src 'none'">`) },
      'csp-frame',
      3,
      `<meta http-equiv="Content-Security-Policy" content="frame-src ${base}">`,
    ],
    [
      'strict-dynamic',
      { headers: csp("script-src 'strict-dynamic' 'nonce-a'") },
      'csp-nonce',
      6,
      /^<script nonce="…" src=/,
    ],
    [
      'Trusted Types without our name',
      { headers: csp("require-trusted-types-for 'script'; trusted-types jquery") },
      'csp-trusted-types',
      1,
      csp("require-trusted-types-for 'script'; trusted-types jquery one-window"),
    ],
    [
      'a sandbox in the policy',
      { headers: csp('sandbox allow-forms') },
      'csp-sandbox',
      1,
      /sandbox allow-scripts .* allow-forms/,
    ],
    ['form-action', { headers: csp("form-action 'self'") }, 'csp-form', 1, csp(`form-action 'self' ${base}`)],
    [
      'no inline styles',
      { headers: csp("style-src 'self'") },
      'csp-style',
      6,
      'one-window { display:block; min-height:560px }',
    ],
    [
      'a policy that only reports',
      { headers: `Content-Security-Policy-Report-Only: script-src 'self'` },
      'csp-report-only',
      1,
      `Content-Security-Policy-Report-Only: script-src 'self' ${base}`,
    ],
    ['a stripped script', { html: page(LINE.replace(/<script.*/, '')) }, 'script-missing', 6, LINE],
    ['nothing at all', { html: page('<p>text</p>') }, 'nothing-there', null, /embed\.js/],
    ['the line as text', { html: page(LINE.replace(/</g, '&lt;')) }, 'escaped', 6, /^<one-window/],
    ['a comment', { html: page(`<!-- ${LINE} -->`) }, 'asleep', 6, LINE],
    ['a template', { html: page(`<template>${LINE}</template>`) }, 'asleep', 6, LINE],
    [
      'a type of a plugin',
      { html: page(LINE.replace('<script', '<script type="text/plain"')) },
      'script-type',
      6,
      `<script src="${base}/embed.js" async crossorigin>`,
    ],
    [
      'a moved address',
      { html: page(LINE.replace('<script src', '<script data-src')) },
      'script-lazy',
      6,
      /^<script src=/,
    ],
    ['curly quotes', { html: page(LINE.replace('src="', 'src=“').replace('.js"', '.js”')) }, 'quotes', 6, /src="https/],
    [
      'a relative address',
      { html: page(LINE.replace(`${base}/embed.js`, '/embed.js')) },
      'wrong-address',
      6,
      /src="https:\/\/guide/,
    ],
    [
      'http on https',
      { html: page(LINE.replace(`src="${base}`, 'src="http://guide.invalid')) },
      'mixed-content',
      6,
      /src="https:/,
    ],
    [
      'integrity on the moving file',
      { html: page(LINE.replace(' async', ' integrity="sha384-a" crossorigin async')) },
      'integrity-moving',
      6,
      /^((?!integrity).)*$/,
    ],
    [
      'integrity without crossorigin',
      {
        html: page(
          LINE.replace('/embed.js', '/embed/v1.2.3/embed.js').replace(
            ' async crossorigin',
            ' integrity="sha384-a" async',
          ),
        ),
      },
      'integrity-anonymous',
      6,
      /crossorigin="anonymous"/,
    ],
    [
      'an element closed by a slash',
      { html: page(`<one-window />${SCRIPT}`) },
      'self-closed',
      6,
      '<one-window></one-window>',
    ],
    ['an element that stays open', { html: page(`<one-window>${SCRIPT}`) }, 'unclosed', 6, '<one-window></one-window>'],
    [
      'a township by name',
      { html: page(LINE.replace('="370883101" style', '="香城镇" style')) },
      'township',
      6,
      /^<one-window style/,
    ],
    [
      'a page that is one big form',
      { html: page(`<form id="aspnetForm">\n${LINE}\n</form>`) },
      'form-in-form',
      7,
      /^((?!<form).)*$/,
    ],
    ['a paragraph', { html: page(`<p>办事：${LINE}</p>`) }, 'paragraph', 6, /^((?!<form).)*$/],
    [
      'two encodings',
      { headers: 'Content-Type: text/html; charset=utf-8' },
      'charset-conflict',
      1,
      'Content-Type: text/html; charset=gb2312',
    ],
    ['no encoding', { html: page(LINE, '') }, 'charset-missing', 6, /^[ -~]+$/],
    ['mojibake', { html: page(LINE.replace('查找', '鏌ユ壘锟')) }, 'mojibake', 6, /^[ -~]+$/],
    [
      'IE mode',
      { html: page(LINE, '<meta charset="gbk"><meta http-equiv="X-UA-Compatible" content="IE=EmulateIE8">') },
      'old-mode',
      3,
      /IE=edge/,
    ],
    [
      'the slow mode of a double-engined browser',
      { html: page(LINE, '<meta charset="gbk">\n<meta name="renderer" content="ie-comp">') },
      'old-mode',
      4,
      '<meta name="renderer" content="webkit">',
    ],
    [
      'an old browser',
      { agent: 'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko' },
      'old-engine',
      null,
      '',
    ],
    [
      'a page of ours that allows no frame',
      { html: page(FRAME.replace('/embed/guide?', '/intake?')) },
      'frame-page',
      6,
      /\/embed\/guide\?township=370883101&amp;door=intake/,
    ],
    [
      'a sandboxed frame',
      { html: page(FRAME.replace('<iframe', '<iframe sandbox="allow-same-origin"')) },
      'frame-sandbox',
      6,
      /sandbox="allow-same-origin allow-scripts allow-forms allow-popups"/,
    ],
    [
      'an http frame on https',
      { html: page(FRAME.replace('https:', 'http:')), base: 'http://guide.invalid' },
      'mixed-content',
      6,
      /src="https:/,
    ],
    ['an embedder policy', { headers: 'Cross-Origin-Embedder-Policy: require-corp' }, 'frame-coep', 1, ''],
    ['a sandbox around the page', { isSandboxed: true }, 'sandboxed', null, ''],
    ['a site that is not registered', { isRegistered: false }, 'not-registered', null, ''],
  ];

describe('the doctor', () => {
  it.each(BROKEN)('%s: names it, its line and the cure', (_, examined, cause, line, fix) => {
    const found = examine(examined);
    const [named] = found.filter((one) => one.cause === cause);
    expect(named, found.map((one) => one.cause).join()).toBeDefined();
    expect(named?.place?.line ?? null).toBe(line);
    if (typeof fix === 'string') expect(named?.fix).toBe(fix);
    else expect(named?.fix).toMatch(fix);
    expect(named?.zh).toMatch(/[一-鿿]/);
    expect(named?.en).not.toMatch(/[一-鿿]/);
    expect(`${named?.zh}${named?.en}`).not.toContain('{}');
  });

  it.each([
    ['escaped', (line: string) => line.replace(/</g, '&lt;').replace(/>/g, '&gt;')],
    ['escaped', (line: string) => line.replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')],
    ['escaped', (line: string) => line.replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '”')],
    ['paragraph', (line: string) => `<p>${line.replace('"370883101"', '“370883101”')}`],
  ])('%s: the cured line keeps the township and whatever else could be read', (cause, spoil) => {
    const line = elementSnippet(source, { ...settings, lang: 'en', mode: 'elder' });
    const found = examine({ html: page(spoil(line)) });
    const fix = found.find((one) => one.cause === cause)?.fix ?? '';
    for (const part of ['township="370883101"', 'lang="en"', 'mode="elder"']) expect(fix).toContain(part);
    expect(found.map((one) => one.cause)).not.toContain('township');
  });

  it('rates an element that swallows the page as what stops it', () => {
    for (const body of [`<one-window />${SCRIPT}`, `<one-window>${SCRIPT}`])
      expect(examine({ html: page(body) })[0]?.level).toBe('stops');
  });

  it('takes its own cure: a page with the corrected policy has nothing left', () => {
    const [{ fix } = { fix: '' }] = examine({
      headers: csp("default-src 'none'; style-src 'unsafe-inline'; form-action *"),
    });
    expect(examine({ headers: fix })).toEqual([]);
  });

  it('puts what stops the guide before what only harms it', () => {
    const levels = examine({ headers: `${csp("style-src 'self'; connect-src 'self'")}`, isRegistered: false }).map(
      ({ level }) => level,
    );
    expect(levels).toEqual(['stops', 'harms', 'note']);
  });

  it('has no trouble with the line ends of Windows', () => {
    const [found] = examine({ html: page(LINE.replace(/<script.*/, '')).replace(/\n/g, '\r\n') });
    expect(found?.place?.line).toBe(6);
  });

  it('counts a script once when one of two copies sleeps', () => {
    expect(causes({ html: page(`<!-- ${LINE} -->${LINE}`) })).toEqual([]);
  });
});

describe('policies', () => {
  const page = new URL('https://town.invalid/');
  const embed = new URL(`${base}/embed.js`);
  it.each([
    ["script-src 'self'", false],
    ['script-src *', true],
    ['script-src guide.invalid', true],
    ['script-src https://guide.invalid:443', true],
    ['script-src https://guide.invalid:8443', false],
    ['script-src *.invalid', true],
    ['script-src *.guide.invalid', false],
    ['script-src https://guide.invalid/embed.js', true],
    ['script-src https://guide.invalid/other/', false],
    ['default-src https:', true],
    ["default-src 'none'; script-src https://guide.invalid", true],
    ["script-src https://guide.invalid; script-src-elem 'self'", false],
    ["script-src 'none'; script-src *", false],
    ['img-src *', true],
  ])('%s lets our script in: %s', (text, isAllowed) => {
    expect(allows(readPolicy(text), 'script-src', embed, page)).toBe(isAllowed);
  });

  it('hand on to frames and requests what means something there', () => {
    expect(withSource("default-src 'self' 'unsafe-inline' https://cdn.invalid", 'frame-src', base)).toBe(
      `default-src 'self' 'unsafe-inline' https://cdn.invalid; frame-src 'self' https://cdn.invalid ${base}`,
    );
  });

  it.each(['script-src', 'connect-src', 'frame-src'])('are mended so that %s passes', (need) => {
    for (const text of ["default-src 'none'", `${need} 'none'`, "default-src 'self'; img-src *;", "child-src 'none'"])
      expect(allows(readPolicy(withSource(text, need, base)), need, embed, page), text).toBe(true);
  });

  it.each([
    'Header always set Content-Security-Policy "default-src \'none\'"',
    '<add name="Content-Security-Policy" value="default-src \'none\'" />',
    "content-security-policy: default-src 'none'",
    '    add_header Content-Security-Policy "default-src \'none\'" always;',
  ])('are read from %s', (line) => {
    expect(policiesIn(line).map(({ policy }) => policy.directives)).toEqual([{ 'default-src': ["'none'"] }]);
  });

  it('are not read from a remark', () => expect(policiesIn('# Content-Security-Policy "x"')).toEqual([]));
});

describe('reading tags', () => {
  it('knows what is a tag and what only looks like one', () => {
    const tags = tagsOf(
      `<a title="a > b" href=x>1<script>if (a<b) "<one-window>"</script><style>p<q{}</style><!-- <b> --><i\nclass='c'>`,
    );
    expect(tags.map(({ name, asleepIn, line }) => [name, asleepIn, line])).toEqual([
      ['a', '', 1],
      ['script', '', 1],
      ['style', '', 1],
      ['b', 'comment', 1],
      ['i', '', 1],
    ]);
    expect(tags[0]?.attributes).toEqual({ title: 'a > b', href: 'x' });
    expect(tags[4]?.attributes).toEqual({ class: 'c' });
  });
});
