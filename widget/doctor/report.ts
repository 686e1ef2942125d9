/** Draws findings. The same on our own page and on a host page, where it stands in a shadow root. */
import type { Finding, Level } from './findings.ts';

const LEVELS: Record<Level, string> = {
  stops: '打不开的原因 / why it does not work',
  harms: '能用，但有毛病 / works, with a fault',
  note: '知道一下 / good to know',
};

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = '',
  className = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function inEnglish(text: string): HTMLElement {
  const line = make('p', text, 'en');
  line.lang = 'en';
  return line;
}

function lineBox(title: string, text: string): HTMLElement[] {
  const box = make('pre', text);
  // Wide lines scroll: somebody without a mouse must get at their end.
  box.tabIndex = 0;
  box.setAttribute('aria-label', title);
  return [make('h4', title), box];
}

function drawFinding({ cause, level, zh, en, place, fix }: Finding, before: Finding | undefined): HTMLElement {
  const item = make('li', '', level);
  item.dataset['cause'] = cause;
  item.append(make('h3', LEVELS[level]), make('p', zh), inEnglish(en));
  if (fix && before?.fix === fix) {
    item.append(make('p', '和上面是同一行，照上面改一次就都好了。 / The same line as above: one change mends both.'));
    return item;
  }
  if (place) {
    const where = place.within === 'html' ? '源代码 / source' : '响应头或服务器设置 / headers';
    item.append(...lineBox(`要改的是这一行：${where}，第 ${place.line} 行 / line ${place.line}`, place.text));
  }
  if (fix) item.append(...lineBox('改成这样 / should read', fix));
  return item;
}

export function drawFindings(findings: readonly Finding[]): HTMLElement {
  const list = make('ol', '', 'findings');
  list.append(...findings.map((finding, at) => drawFinding(finding, findings[at - 1])));
  return list;
}

/** One sentence above the list, also for who only hears it. */
export function verdictOf(findings: readonly Finding[], wasLookedAt: string): [zh: string, en: string] {
  const stopping = findings.filter(({ level }) => level === 'stops').length;
  if (stopping > 0)
    return [`找到了：${stopping} 处让指南打不开。`, `Found: ${stopping} that keep the guide from working.`];
  if (findings.length > 0)
    return [
      '没有发现让指南打不开的东西，下面几处可以改好。',
      'Nothing keeps the guide from working; these can be mended.',
    ];
  return [`没有发现问题。看过了：${wasLookedAt}。`, 'Nothing wrong was found.'];
}
