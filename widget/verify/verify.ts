/** The page /verify: reads a proof, checks it here in the browser, and says what that shows and what it does not. */
import { type PrintedProof, readProof } from '#cases/proof';
import { fingerprint, isHashRight, judge, readFile, type SavedProof, toFile, type Verdict } from './check.ts';
import { fetchRecord } from './fetched.ts';
import {
  KEY_ADVICE,
  NO_CRYPTO,
  NOT_PROVED,
  proved,
  SAVED_KEY_ADVICE,
  stepWord,
  type Told,
  UNREADABLE,
  VERDICTS,
} from './messages.ts';

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const box = byId<HTMLTextAreaElement>('proof');
const file = byId<HTMLInputElement>('file');
const save = byId<HTMLButtonElement>('save');
const result = byId('result');

let toSave: SavedProof | null = null;
/** Of two checks that run at once only the later one shows its result. */
let turn = 0;

interface Outcome {
  verdict: Verdict;
  saved: SavedProof | null;
  /** Whether the day was fetched now, not taken from a file. */
  isFresh: boolean;
}

async function check(proof: PrintedProof, saved: SavedProof | null): Promise<Outcome> {
  if (!(await isHashRight(proof))) return { verdict: 'hash-wrong', saved: null, isFresh: false };
  const ofFile = saved && (await judge(saved));
  if (ofFile && ofFile !== 'proved') return { verdict: ofFile, saved: null, isFresh: false };
  const fetched = await fetchRecord(proof);
  if (fetched.state === 'found') {
    const { record, key } = fetched;
    const verdict = await judge({ proof, record, key });
    const isSame = saved === null || (saved.record.root === record.root && saved.record.day === record.day);
    if (verdict === 'proved' && !isSame) return { verdict: 'rewritten', saved, isFresh: true };
    return { verdict, saved: verdict === 'proved' ? { proof, record, key } : null, isFresh: true };
  }
  if (fetched.state === 'no-network') return { verdict: saved ? 'proved' : 'hash-only', saved, isFresh: false };
  return { verdict: saved ? 'rewritten' : fetched.state, saved, isFresh: true };
}

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function list(title: string, lines: readonly string[]): HTMLElement[] {
  const points = document.createElement('ul');
  for (const line of lines) points.appendChild(element('li', line));
  return [element('h3', title), points];
}

/** `2026年11月2日 09:02` in Shanghai. */
function inWords(iso: string): string {
  const [date = '', time = ''] = new Date(Date.parse(iso) + 8 * 3600000).toISOString().split('T');
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日 ${time.slice(0, 5)}（北京时间）`;
}

async function show(
  told: Told,
  proof?: PrintedProof,
  { verdict, saved, isFresh }: Partial<Outcome> = {},
): Promise<void> {
  const title = element('h2', told.title);
  title.tabIndex = -1;
  const parts = [title, element('p', told.text)];
  if (proof)
    parts.push(element('p', `记录 ${proof.id} · 第 ${proof.seq} 步：${stepWord(proof.action)} · ${inWords(proof.at)}`));
  if (verdict === 'proved' && saved) {
    parts.push(...list('证明了什么', proved(inWords(saved.record.signedAt))), ...list('没有证明什么', NOT_PROVED));
    parts.push(element('p', isFresh ? KEY_ADVICE : SAVED_KEY_ADVICE));
    parts.push(element('p', await fingerprint(saved.key), 'code'));
    parts.push(element('p', `${saved.record.day} 的总指纹（树根，那天共 ${saved.record.size} 条记录）：`));
    parts.push(element('p', saved.record.root, 'code'));
  }
  result.className = told.tone;
  result.replaceChildren(...parts);
  title.focus();
}

async function start(text: string): Promise<void> {
  const mine = ++turn;
  const saved = readFile(text);
  const proof = saved ? saved.proof : readProof(text);
  toSave = null;
  save.hidden = true;
  if (!window.crypto || !crypto.subtle) return show(NO_CRYPTO);
  if (!proof) return show(UNREADABLE);
  result.className = '';
  result.textContent = '正在核对……';
  const outcome = await check(proof, saved);
  if (mine !== turn) return;
  toSave = outcome.verdict === 'proved' ? outcome.saved : null;
  save.hidden = toSave === null;
  await show(VERDICTS[outcome.verdict], proof, outcome);
}

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void start(box.value);
});

file.addEventListener('change', () => {
  const chosen = file.files?.[0];
  if (!chosen) return;
  void chosen.text().then((text) => {
    box.value = text;
    file.value = '';
    return start(text);
  });
});

save.addEventListener('click', () => {
  if (!toSave) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([toFile(toSave)], { type: 'application/json' }));
  link.download = `one-window-proof-${toSave.proof.id}-${toSave.proof.seq}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

/** A QR code carries the proof behind the address. */
function fromAddress(): void {
  if (location.hash.length < 2) return;
  const proof = readProof(location.href);
  box.value = proof ? decodeURIComponent(location.hash.slice(1)) : '';
  void start(location.href);
}
window.addEventListener('hashchange', fromAddress);
fromAddress();
