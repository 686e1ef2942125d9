import type { CitizenAction, Receipt } from '#cases/contract';
import { readCode, readNumber } from '#cases/receipt';
import type { Status } from '#cases/status';
import type { Fault } from './answers.ts';
import { isOk, isUnsure, newKey, post, pristineFetch, type Reply, sendPhoto } from './api.ts';
import { fill, type Messages } from './messages.ts';
import { type Photo, reencode } from './photos.ts';
import type { Settings } from './settings.ts';
import { type StatusMessages, statusMessages } from './tracking.messages.ts';

export type TrackingStep = 'form' | 'status' | CitizenAction;

export interface TrackingHost {
  t: Messages;
  settings: Settings;
  draw(focus?: 'heading' | 'faults'): void;
  push(step: TrackingStep): void;
  /** Straight from the confirmation. */
  receipt: Receipt | undefined;
}

/** Longest text of each action, as the contract has it. */
const MOST: Partial<Record<CitizenAction, number>> = { supplement: 2000 };
const MOST_USUALLY = 1000;

/** Number and code in the fragment, as the square of the receipt has them. The address bar forgets them at once. */
function takeFragment(): string[] {
  const parts = decodeURIComponent(location.hash.slice(1)).split('.');
  if (parts.length === 2) history.replaceState(history.state, '', location.pathname + location.search);
  return parts.length === 2 ? parts : [];
}

/** Where a case stands, and what its citizen can do with it. */
export class Tracking {
  readonly host: TrackingHost;
  readonly s: StatusMessages;
  step: TrackingStep = 'form';
  number: string;
  code: string;
  status: Status | undefined;
  faults: Fault[] = [];
  note = '';
  isBusy = false;
  text = '';
  level = '';
  photos: Photo[] = [];
  /** Photos that were opened: id → `blob:`. */
  shown: Record<string, string> = {};
  private key = newKey();
  /** What could not be sent is still there when somebody comes back to it, and goes under the same key. */
  private unsent: CitizenAction | undefined;

  constructor(host: TrackingHost) {
    this.host = host;
    this.s = host.t.status ?? statusMessages;
    const [number = host.receipt?.receiptNumber ?? '', code = host.receipt?.lookupCode ?? ''] = takeFragment();
    this.number = number;
    this.code = code;
  }

  set(change: Partial<Pick<Tracking, 'number' | 'code' | 'text' | 'level' | 'photos'>>): void {
    Object.assign(this, change);
    this.host.draw();
  }

  show(step: TrackingStep): void {
    this.step = step === 'form' || this.status ? step : 'form';
    this.faults = [];
    this.host.draw('heading');
  }

  open(action: CitizenAction): void {
    this.note = '';
    if (action !== this.unsent) {
      this.text = this.level = '';
      this.photos = [];
      this.key = newKey();
    }
    this.host.push(action);
    this.show(action);
  }

  private fault(field: string, text: string): void {
    this.faults = [...this.faults, { field, text }];
    this.host.draw('faults');
  }

  /** A slip of the pen is told here, before anything is sent: it costs no attempt. */
  async look(): Promise<void> {
    const { errors } = this.host.t;
    this.faults = [];
    const check = (field: 'number' | 'code', read: typeof readNumber) => {
      const reading = read(this[field]);
      if (!reading.ok) this.fault(field, errors[field][this[field].trim() ? reading.reason : 'empty']);
      return reading.ok ? reading.value : '';
    };
    const receiptNumber = check('number', readNumber);
    const lookupCode = check('code', readCode);
    if (!receiptNumber || !lookupCode) return;
    this.note = '';
    const reply = await this.busy(() => post('/api/v1/cases/lookup', { receiptNumber, lookupCode }));
    if (!isOk(reply)) {
      this.explain(reply);
      return;
    }
    this.status = reply.data as Status;
    if (this.step === 'form') this.host.push('status');
    this.show('status');
  }

  private explain({ status, retryAfterMs }: Reply): void {
    const { track } = this.host.t;
    if (status === 429) this.note = fill(this.s.tooMany, Math.max(1, Math.ceil(retryAfterMs / 60_000)));
    else if (status === 404 || status === 400 || status === 422) {
      this.fault('number', track.wrong);
      return;
    } else this.note = track.failed;
    this.host.draw();
  }

  private async busy(work: () => Promise<Reply>): Promise<Reply> {
    this.isBusy = true;
    this.host.draw();
    const reply = await work();
    this.isBusy = false;
    return reply;
  }

  async addPhotos(files: readonly File[]): Promise<void> {
    this.note = '';
    for (const file of files)
      try {
        this.set({ photos: [...this.photos, await reencode(file)] });
      } catch {
        this.note = fill(this.host.t.photos.unreadable, file.name);
      }
    this.host.draw();
  }

  private checkAction(action: CitizenAction): boolean {
    const { s } = this;
    const most = MOST[action] ?? MOST_USUALLY;
    this.faults = [];
    if (action === 'rate' && !this.level) this.fault('level', s.neededLevel);
    if (action === 'attach' && !this.photos.length) this.fault('photos', s.neededLevel);
    if (action !== 'rate' && action !== 'attach' && !this.text.trim()) this.fault('text', s.needed);
    if (this.text.length > most) this.fault('text', fill(s.tooLong, most));
    return !this.faults.length;
  }

  async act(action: CitizenAction): Promise<void> {
    if (this.isBusy || !this.checkAction(action)) return;
    let reply = await this.busy(() => this.send(action));
    // Half an hour has passed since the lookup: look again, then go on.
    if (reply.status === 401) {
      await this.renew();
      reply = await this.busy(() => this.send(action));
    }
    // Changed after a try that nobody answered: the first text is there, this one goes beside it.
    if (reply.data?.code === 'cases.key-reused') {
      this.key = newKey();
      reply = await this.busy(() => this.send(action));
    }
    this.unsent = isOk(reply) ? undefined : action;
    if (!isOk(reply) && reply.status !== 204) {
      this.note = isUnsure(reply) ? this.s.failed : (reply.data?.title ?? this.s.failed);
      this.host.draw();
      return;
    }
    this.step = 'status';
    history.back();
    await this.look();
    this.note = this.s.done;
    this.host.draw();
  }

  private async renew(): Promise<void> {
    const again = await post('/api/v1/cases/lookup', { receiptNumber: this.number, lookupCode: this.code });
    if (isOk(again)) this.status = again.data as Status;
  }

  /** With the token, never by an address alone; shown as a picture and nothing else. */
  async openPhoto(id: string): Promise<void> {
    const fetchPhoto = () => {
      const { receiptNumber = '', token = '' } = this.status ?? {};
      const path = `/api/v1/cases/${receiptNumber}/attachments/${id}`;
      return pristineFetch(path, { credentials: 'omit', headers: { authorization: `Bearer ${token}` } });
    };
    this.note = '';
    try {
      let response = await fetchPhoto();
      if (response.status === 401) {
        await this.renew();
        response = await fetchPhoto();
      }
      if (!response.ok) throw new Error('photo');
      this.shown[id] = URL.createObjectURL(await response.blob());
    } catch {
      this.note = this.host.t.openFailed;
    }
    this.host.draw();
  }

  private async send(action: CitizenAction): Promise<Reply> {
    const { receiptNumber = '', token = '' } = this.status ?? {};
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': this.key };
    const path = `/api/v1/cases/${receiptNumber}/${action}`;
    if (action === 'rate') return post(path, { level: Number(this.level), text: this.text }, headers);
    if (action === 'supplement') return post(path, { text: this.text }, headers);
    if (action !== 'attach') return post(path, { reason: this.text }, headers);
    let reply: Reply = { status: 200, data: null, retryAfterMs: 0 };
    for (const photo of this.photos) {
      if (photo.isSent) continue;
      reply = await sendPhoto(receiptNumber, token, photo);
      if (!isOk(reply)) break;
      photo.isSent = true;
    }
    return reply;
  }

  forget(): void {
    this.number = this.code = this.text = this.note = '';
    this.status = this.unsent = undefined;
    this.photos = [];
    for (const url of Object.values(this.shown)) URL.revokeObjectURL(url);
    this.shown = {};
    this.step = 'form';
  }
}
