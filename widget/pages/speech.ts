/** Long pieces are cut off by some voices: one sentence at a time. */
const SENTENCE = /[^。；！？\n]+[。；！？]?/g;
const SPOKEN = 'h2, h3, p, li, dt, dd, summary';
const SILENT = '.tools, .more, .bar, [hidden]';

/** What a reader would read out of a page, in its order: no buttons, no links to elsewhere. */
export function spokenParts(root: Element): string[] {
  const parts: string[] = [];
  root.querySelectorAll<HTMLElement>(SPOKEN).forEach((one) => {
    if (one.closest(SILENT) || one.querySelector(`button, ${SPOKEN}`)) return;
    const folded = one.closest('details:not([open])');
    if (folded && one.tagName !== 'SUMMARY') return;
    parts.push(...((one.textContent ?? '').replace(/\s+/g, ' ').match(SENTENCE) ?? []));
  });
  return parts.map((part) => part.trim()).filter((part) => part);
}

/** A Chinese voice of the device itself: others would send the text to their maker. */
export function ownVoice(): SpeechSynthesisVoice | undefined {
  const voices = window.speechSynthesis?.getVoices?.() ?? [];
  const own = voices.filter(({ lang, localService }) => localService && /^(zh|cmn)\b/i.test(lang.replace('_', '-')));
  return own.find(({ lang }) => /CN|Hans/i.test(lang)) ?? own[0];
}

/** Slower than voices are by themselves. */
const RATE = 0.9;

/** Reads the parts out. @param onEnd when the last one has been read, or one could not be; not after `stop` */
export function readOut(parts: readonly string[], voice: SpeechSynthesisVoice, onEnd: () => void): { stop(): void } {
  let isStopped = false;
  const end = () => {
    if (!isStopped) onEnd();
    isStopped = true;
  };
  parts.forEach((part, at) => {
    const utterance = new SpeechSynthesisUtterance(part);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = RATE;
    utterance.onerror = end;
    if (at === parts.length - 1) utterance.onend = end;
    window.speechSynthesis.speak(utterance);
  });
  if (!parts.length) end();
  return {
    stop() {
      if (isStopped) return;
      isStopped = true;
      window.speechSynthesis.cancel();
    },
  };
}
