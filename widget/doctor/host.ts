/**
 * `?one-window-doctor` in the address of a host page: looks at that page where it stands. The loader fetches it for nobody
 * else, in the place of guide.js, which the build imports here first. It reads the page anew as its server sends it, because scripts have changed what stands there by now.
 */
import { diagnose } from './diagnose.ts';
import css from './doctor.css?inline';
import { drawFindings, verdictOf } from './report.ts';

const SKIP = /([?&])one-window-doctor(?:=[^&#]*)?&?/;

interface Read {
  html: string;
  headers: string;
}

/** Of a page that may not even ask itself, its own refusal quotes the policy. */
async function readPage(): Promise<Read> {
  const policies: string[] = [];
  const note = ({ originalPolicy, disposition }: SecurityPolicyViolationEvent): void => {
    const line = `content-security-policy${disposition === 'report' ? '-report-only' : ''}: ${originalPolicy}`;
    if (!policies.includes(line)) policies.push(line);
  };
  document.addEventListener('securitypolicyviolation', note);
  try {
    const answer = await fetch(location.href.replace(SKIP, '$1'), { credentials: 'same-origin', cache: 'no-cache' });
    const headers: string[] = [];
    answer.headers.forEach((value, name) => {
      headers.push(`${name}: ${value}`);
    });
    const html = new TextDecoder(document.characterSet).decode(await answer.arrayBuffer());
    return { html, headers: headers.join('\n') };
  } catch {
    // The refusals are told a moment later.
    await new Promise((told) => setTimeout(told, 100));
    return { html: document.documentElement.outerHTML, headers: policies.join('\n') };
  } finally {
    document.removeEventListener('securitypolicyviolation', note);
  }
}

async function isRegistered(base: string): Promise<boolean | null> {
  try {
    const answer = await fetch(`${base}/api/v1/sites/self?origin=${encodeURIComponent(location.origin)}`, {
      credentials: 'omit',
    });
    const { registered } = (await answer.json()) as { registered?: unknown };
    return typeof registered === 'boolean' ? registered : null;
  } catch {
    return null;
  }
}

// On an element of our own: rules of the page for `*` beat those for :host.
const LOOK = `:host{all:initial}
.panel{position:fixed;left:0;right:0;bottom:0;z-index:2147483001;max-height:70%;overflow:auto;box-sizing:border-box;padding:12px 16px;border-top:6px solid #0b5a7a;color:#1b262e;background:#fff;font:16px/1.6 system-ui,"Microsoft YaHei","Noto Sans CJK SC",sans-serif;text-align:left}
h2{margin:0 72px .4em 0;font-size:20px}button{position:absolute;top:12px;right:16px;min-width:60px;min-height:44px;font:inherit}`;

async function examine(): Promise<void> {
  const base = window.OneWindow?.base ?? '';
  const [{ html, headers }, registered] = await Promise.all([readPage(), isRegistered(base)]);
  const findings = diagnose({
    html,
    headers,
    address: location.href.replace(SKIP, '$1'),
    base,
    agent: navigator.userAgent,
    isRegistered: registered,
    isSandboxed: window.origin === 'null',
  });
  const place = document.createElement('div');
  place.id = 'one-window-doctor';
  const root = place.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK + css);
  root.adoptedStyleSheets = [sheet];
  const title = document.createElement('h2');
  title.tabIndex = -1;
  const english = document.createElement('p');
  english.lang = 'en';
  const [zh, en] = verdictOf(findings, '源代码、响应头、浏览器');
  title.textContent = `嵌入医生：${zh}`;
  english.textContent = en;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '关闭';
  close.addEventListener('click', () => place.remove());
  const panel = document.createElement('div');
  panel.className = 'panel';
  panel.append(close, title, english, drawFindings(findings));
  root.append(panel);
  document.body.append(place);
  title.focus();
}
void examine();
