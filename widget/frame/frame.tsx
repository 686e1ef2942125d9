import './frame.css';
import { h, render } from 'preact';
import { Intake, type Look } from './App.tsx';
import { STEPS, type Step } from './answers.ts';
import { load } from './api.ts';
import { Drafts } from './drafts.ts';
import { watchIdle } from './idle.ts';
import { Journey, type Stage } from './journey.ts';
import { type Messages, messages } from './messages.ts';
import { tellHeights, tellParent } from './parent.ts';
import { readAloud, voiceFor } from './reading.ts';
import { Sender } from './sender.ts';
import { type Settings, settingsOf } from './settings.ts';
import type { TrackingPage } from './TrackingPage.tsx';
import type { Tracking } from './tracking.ts';

/** 30 px is the largest that the norm for the elderly asks for. */
const SIZES_PX = [20, 24, 30];
const IDLE_MS = 180_000;

/** One page of ours: intake or tracking, drawn into `mount`. Returns what takes it away again. */
export async function openFrame(mount: HTMLElement, settings: Settings): Promise<() => void> {
  let t: Messages = messages;
  if (settings.language !== 'zh-CN')
    // Without the texts of a language those of the page's own stay: better understood than blank.
    t = await load<Messages>(`/embed/v${ONE_WINDOW_VERSION}/frame-${settings.language}.json`).catch(() => messages);
  const root = document.documentElement;
  // What stood there while we were not here yet.
  mount.textContent = '';
  let tracking: Tracking | undefined;
  let Page: typeof TrackingPage | undefined;
  let depth = 0;

  const stage: Stage = {
    draw: (focus) => draw(focus),
    push: (step) => {
      depth++;
      history.pushState({ step, depth }, '', `#${step}`);
    },
    replace: (step) => history.replaceState({ step, depth }, '', `#${step}`),
    track: () => void openTracking(),
  };
  const journey = new Journey(settings, t, stage);
  const sender = new Sender(journey);
  const drafts = new Drafts(journey, sender);

  const look: Look = {
    isElder: settings.isElder,
    size: SIZES_PX[0] as number,
    isReading: false,
    isIdle: false,
    // Voices arrive late.
    get canRead() {
      return !!voiceFor(settings.language);
    },
    leave,
    switchMode() {
      look.isElder = !look.isElder;
      draw();
    },
    enlarge() {
      look.size = SIZES_PX[(SIZES_PX.indexOf(look.size) + 1) % SIZES_PX.length] as number;
      draw();
    },
    read() {
      look.isReading = readAloud(mount.querySelector('main'), settings.language, () => {
        look.isReading = false;
        draw();
      });
      draw();
    },
    stay() {
      look.isIdle = false;
      draw();
    },
  };

  /** Nothing of it stays on the device, and the page shows something else. */
  function forget(): void {
    journey.forget();
    sender.forget();
    drafts.forget();
    tracking?.forget();
  }

  function leave(): void {
    forget();
    tracking = undefined;
    journey.show('danger');
    stage.replace('danger');
    if (settings.isFramed) tellParent(settings.site, 'close');
    else location.replace(root.dataset['exit'] ?? 'about:blank');
  }

  function close(): void {
    if (settings.isFramed) tellParent(settings.site, 'close');
    sender.receipt = undefined;
    forget();
    draw('heading');
  }

  async function openTracking(): Promise<void> {
    const { Tracking, TrackingPage } = await import('./track.ts');
    Page = TrackingPage;
    tracking = new Tracking({
      t,
      settings,
      draw: (focus) => draw(focus),
      push: (step) => {
        depth++;
        history.pushState({ step, depth, isTracking: true }, '', '#');
      },
      receipt: sender.receipt,
    });
    if (journey.step !== 'danger' || settings.door === 'intake') {
      depth++;
      history.pushState({ step: 'form', depth, isTracking: true }, '', '#');
    }
    draw('heading');
  }

  function draw(focus?: 'heading' | 'faults'): void {
    look.back = depth > 0 && (tracking || journey.step !== 'done') ? () => history.back() : undefined;
    root.className = look.isElder ? 'elder' : '';
    root.style.fontSize = look.isElder ? `${look.size}px` : '';
    const page =
      tracking && Page ? h(Page, { t, tracking, look }) : h(Intake, { t, journey, sender, drafts, look, close });
    render(page, mount);
    const heading = mount.querySelector<HTMLElement>('h1');
    const isWrong = focus === 'faults';
    document.title = `${isWrong ? `${t.change}${t.colon}` : ''}${heading?.textContent ?? ''} - ${tracking ? t.trackTitle : t.title}`;
    if (!focus) return;
    window.scrollTo(0, 0);
    (isWrong ? mount.querySelector<HTMLElement>('.summary') : heading)?.focus();
  }

  /** The browser's own back and forward. */
  function travel({ state }: PopStateEvent): void {
    depth = state?.depth ?? 0;
    if (journey.step === 'done' && !tracking) {
      // What was handed in cannot be unsaid by going back to its form.
      stage.push('done');
      draw();
      return;
    }
    if (state?.isTracking && tracking) {
      tracking.show(state.step);
      return;
    }
    if (settings.door === 'intake') tracking = undefined;
    const step = state?.step as Step;
    if (tracking) tracking.show('form');
    else if (sender.receipt) journey.show('done');
    else journey.show([...STEPS, 'stop'].includes(step) ? step : 'danger');
  }

  window.addEventListener('popstate', travel);
  const stopIdle = settings.isShared
    ? watchIdle(IDLE_MS, {
        warn: (isIdle) => {
          if (look.isIdle === isIdle) return;
          look.isIdle = isIdle;
          draw();
        },
        clear: () => {
          look.isIdle = false;
          forget();
          tracking?.show('form');
          if (!tracking) {
            stage.replace('danger');
            journey.show('danger');
          }
        },
      })
    : () => {};
  sender.onSubmitted = () => tellParent(settings.site, 'submitted');
  root.lang = settings.language;
  if (settings.door === 'track') await openTracking();
  else {
    history.replaceState({ step: 'danger', depth: 0 }, '', location.pathname + location.search);
    draw();
    drafts.fetchKey();
  }
  tellHeights(settings.site);
  return () => {
    window.removeEventListener('popstate', travel);
    stopIdle();
    sender.dispose();
    forget();
    render(null, mount);
  };
}

const own = document.getElementById('one-window-frame');
if (own)
  void openFrame(
    own,
    settingsOf({
      path: location.pathname,
      query: location.search,
      referrer: document.referrer,
      isFramed: window.parent !== window,
    }),
  );
