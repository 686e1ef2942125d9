import type { Receipt } from '#cases/contract';
import { type Fault, stepOfPointer } from './answers.ts';
import { isOk, isUnsure, post, type Reply, sendPhoto } from './api.ts';
import { dropDraft } from './draft.ts';
import type { Journey } from './journey.ts';

/** `waiting`: nobody knows whether it arrived; it is tried again with the same key. */
export type Sending = 'idle' | 'sending' | 'waiting' | 'refused';

const WAITS_MS = [2000, 4000, 8000, 15_000, 30_000];
const LONGEST_WAIT_MS = 120_000;

interface Problem {
  title?: string;
  code?: string;
  errors?: { pointer: string; detail: string }[];
}

/** Hands a journey in: once, however often it has to be tried. */
export class Sender {
  private readonly journey: Journey;
  state: Sending = 'idle';
  /** Why it was refused. */
  title = '';
  /** When the next try comes by itself, in seconds; 0 when it does not. */
  secondsLeft = 0;
  receipt: Receipt | undefined;
  /** What was received is what was sent first, not what was changed later. */
  isEarlier = false;
  photosDone = 0;
  isSendingPhotos = false;
  /** Bodies that may have arrived. */
  tried: string[] = [];
  onReceived: () => void = () => {};
  /** Nothing of the case goes with it. */
  onSubmitted: () => void = () => {};
  private tries = 0;
  private timer = 0;

  constructor(journey: Journey) {
    this.journey = journey;
    window.addEventListener('online', this.onOnline);
  }

  private readonly onOnline = (): void => {
    if (this.state === 'waiting' && this.journey.step === 'check') void this.send();
  };

  dispose(): void {
    window.removeEventListener('online', this.onOnline);
  }

  async send(): Promise<void> {
    const { journey } = this;
    const { body, key } = journey;
    if (!body || this.receipt || this.state === 'sending') return;
    clearInterval(this.timer);
    this.state = 'sending';
    journey.stage.draw();
    let reply = await submit(body, key);
    // An earlier form of it arrived although no answer came back: that one has the receipt.
    const earlier = this.tried.filter((other) => other !== body);
    while (isReused(reply) && earlier.length) {
      reply = await submit(earlier.pop() as string, key);
      this.isEarlier = isOk(reply);
    }
    // Given up meanwhile: quick exit.
    if (key !== journey.key) return;
    if (isUnsure(reply) && !this.tried.includes(body)) this.tried.push(body);
    if (isOk(reply)) this.receive(reply.data as Receipt);
    else if (isUnsure(reply)) this.wait(reply.retryAfterMs);
    else this.refuse((reply.data ?? {}) as Problem);
  }

  private receive(receipt: Receipt): void {
    const { journey } = this;
    this.receipt = receipt;
    this.state = 'idle';
    dropDraft();
    this.onReceived();
    this.onSubmitted();
    journey.stage.replace('done');
    journey.show('done');
    void this.sendPhotos();
  }

  /** Longer each time; as long as the server asks when it does. */
  private wait(retryAfterMs: number): void {
    const { stage } = this.journey;
    this.state = 'waiting';
    const usual = WAITS_MS[Math.min(this.tries, WAITS_MS.length - 1)] as number;
    this.tries++;
    this.secondsLeft = Math.round(Math.min(LONGEST_WAIT_MS, Math.max(usual, retryAfterMs)) / 1000);
    this.timer = window.setInterval(() => {
      this.secondsLeft--;
      // Half a change must not be sent: whoever is changing something presses the button again.
      if (this.journey.step !== 'check') this.pause();
      else if (this.secondsLeft <= 0) void this.send();
      else stage.draw();
    }, 1000);
    stage.draw();
  }

  private pause(): void {
    clearInterval(this.timer);
    this.state = 'idle';
  }

  private refuse({ title = '', errors = [] }: Problem): void {
    const { journey } = this;
    this.state = 'refused';
    this.title = title;
    const faults: Fault[] = errors.map(({ pointer, detail }) => ({
      field: `page-${stepOfPointer(pointer)}`,
      text: detail,
    }));
    if (faults.length) journey.fault(faults);
    else journey.stage.draw();
  }

  async sendPhotos(): Promise<void> {
    const { journey, receipt } = this;
    if (!receipt || this.isSendingPhotos) return;
    this.isSendingPhotos = true;
    for (const photo of journey.photos) {
      if (photo.isSent) continue;
      journey.stage.draw();
      photo.isSent = isOk(await sendPhoto(receipt.receiptNumber, receipt.token, photo));
      if (photo.isSent) this.photosDone++;
    }
    this.isSendingPhotos = false;
    journey.stage.draw();
  }

  forget(): void {
    clearInterval(this.timer);
    this.state = 'idle';
    this.receipt = undefined;
    this.tried = [];
    this.tries = this.photosDone = this.secondsLeft = 0;
    this.isEarlier = false;
  }
}

const submit = (body: string, key: string): Promise<Reply> =>
  post('/api/v1/cases', body, { 'idempotency-key': key, 'x-form': howFilled() });
/** Seconds since the page was opened; a program fills in what nobody can see. */
const howFilled = () =>
  Math.round(performance.now() / 1000) +
  (document.querySelector<HTMLInputElement>('[name=homepage]')?.value ? ';filled' : '');
const isReused = ({ status, data }: Reply): boolean => status === 422 && data?.code === 'cases.key-reused';
