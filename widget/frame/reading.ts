// Reads a page aloud where the device has a voice for it. The voice must live on the device: what stands on a page
// may be what a citizen wrote, and some voices send it away.

export function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const short = language.slice(0, 2);
  return window.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.startsWith(short));
}

/** @returns whether it reads now: pressed again, it stops */
export function readAloud(page: HTMLElement | null, language: string, onEnd: () => void): boolean {
  const { speechSynthesis } = window;
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return false;
  }
  const words = new SpeechSynthesisUtterance(page?.textContent ?? '');
  const voice = voiceFor(language);
  if (!voice) return false;
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = 0.9;
  words.onend = onEnd;
  speechSynthesis.speak(words);
  return true;
}
