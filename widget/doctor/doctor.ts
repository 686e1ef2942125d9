/** The page /embed/doctor: a pasted page in, the line to change out. All of it happens in the browser. */
import { diagnose } from './diagnose.ts';
import { type Finding, readAddress } from './findings.ts';
import { drawFindings, verdictOf } from './report.ts';

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const html = byId<HTMLTextAreaElement>('html');
const headers = byId<HTMLTextAreaElement>('headers');
const address = byId<HTMLInputElement>('address');
const agent = byId<HTMLInputElement>('agent');
const result = byId('result');

/** Asks our own register, with the origin alone; null when it does not answer. */
async function isRegistered(page: URL | null): Promise<boolean | null> {
  if (!page) return null;
  try {
    const answer = await fetch(`/api/v1/sites/self?origin=${encodeURIComponent(page.origin)}`, { credentials: 'omit' });
    const { registered } = (await answer.json()) as { registered?: unknown };
    return typeof registered === 'boolean' ? registered : null;
  } catch {
    return null;
  }
}

function show(findings: readonly Finding[], wasLookedAt: string): void {
  const [zh, en] = verdictOf(findings, wasLookedAt);
  const title = document.createElement('h2');
  title.textContent = zh;
  title.tabIndex = -1;
  const english = document.createElement('p');
  english.lang = 'en';
  english.textContent = en;
  const parts: Node[] = [title, english, drawFindings(findings)];
  if (findings.length === 0) {
    const more = document.createElement('p');
    more.textContent = headers.value.trim()
      ? '还是不灵？在那个网页上按 F12，看“控制台”里 one-window 开头的那一行，把它发给指南的管理员。 / Still nothing? Look for a line that begins with one-window in the console (F12).'
      : '还没有看响应头：内容安全策略多半写在那里，请把它也贴进来再查一次。 / The headers are still missing: the policy usually stands there.';
    parts.push(more);
  }
  result.replaceChildren(...parts);
  title.focus();
}

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = address.value.trim();
  const page = readAddress(typed && !/^[a-z]+:\/\//i.test(typed) ? `http://${typed}` : typed);
  byId('address-fault').textContent =
    typed && !page ? '网址没有看懂，请从地址栏整个复制。 / Copy the whole address from the address bar.' : '';
  byId('html-fault').textContent =
    html.value.trim() === '' ? '请先把网页源代码贴进来。 / Paste the source of the page first.' : '';
  if (html.value.trim() === '') return html.focus();
  const looked = ['源代码', headers.value.trim() && '响应头', page && '网址', agent.value.trim() && '浏览器'];
  void isRegistered(page).then((registered) =>
    show(
      diagnose({
        html: html.value,
        headers: headers.value,
        address: page?.href ?? '',
        base: location.origin,
        agent: agent.value,
        isRegistered: registered,
        isSandboxed: false,
      }),
      looked.filter((name) => name).join('、'),
    ),
  );
});

byId('mine').addEventListener('click', () => {
  agent.value = navigator.userAgent;
});
