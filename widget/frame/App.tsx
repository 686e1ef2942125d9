import type { ComponentChildren, ComponentType } from 'preact';
import { STAGE, type Step } from './answers.ts';
import { CheckPage } from './CheckPage.tsx';
import { DonePage } from './DonePage.tsx';
import { ErrorSummary } from './fields.tsx';
import { KindPage, MorePage, WhatPage } from './MatterPages.tsx';
import { fill, type Messages } from './messages.ts';
import { ManyPage, PhotosPage, ReachPage, WhoPage } from './PersonPages.tsx';
import { AboutPage, WherePage } from './PlacePages.tsx';
import type { PageProps } from './page.ts';
import { DangerPage, NoticePage, StopPage } from './StartPages.tsx';

const PAGES: Record<Step, ComponentType<PageProps>> = {
  danger: DangerPage,
  stop: StopPage,
  notice: NoticePage,
  kind: KindPage,
  more: MorePage,
  what: WhatPage,
  where: WherePage,
  about: AboutPage,
  photos: PhotosPage,
  who: WhoPage,
  reach: ReachPage,
  many: ManyPage,
  check: CheckPage,
  done: DonePage,
};
/** These have buttons of their own to go on. */
const OWN_BUTTONS: readonly Step[] = ['danger', 'notice', 'stop', 'check', 'done'];

/** What stands around every page of both doors. */
export interface Look {
  isElder: boolean;
  /** Pixels, in elder mode. */
  size: number;
  isReading: boolean;
  isIdle: boolean;
  canRead: boolean;
  /** The page goes back inside our own pages. */
  back?: (() => void) | undefined;
  leave(): void;
  switchMode(): void;
  enlarge(): void;
  read(): void;
  stay(): void;
}

export function Frame({
  t,
  title,
  look,
  children,
}: {
  t: Messages;
  title: string;
  look: Look;
  children: ComponentChildren;
}) {
  return (
    <>
      <header class="bar unprinted">
        {look.back ? (
          <button type="button" onClick={look.back}>
            ‹ {t.back}
          </button>
        ) : (
          <b>{title}</b>
        )}
        <button type="button" class="leave" onClick={() => look.leave()}>
          {t.leave}
        </button>
      </header>
      {look.isIdle && (
        <div class="notice bad" role="alert">
          <p>
            <b>{t.idle.title}</b> {t.idle.text}
          </p>
          <button type="button" class="main" onClick={() => look.stay()}>
            {t.idle.stay}
          </button>
        </div>
      )}
      <main>{children}</main>
      <footer class="foot unprinted">
        {look.canRead && look.isElder && (
          <button type="button" onClick={() => look.read()}>
            {look.isReading ? t.stopReading : t.read}
          </button>
        )}
        {look.isElder && (
          <button type="button" onClick={() => look.enlarge()}>
            {t.bigger}
          </button>
        )}
        <button type="button" onClick={() => look.switchMode()}>
          {look.isElder ? t.standard : t.elder}
        </button>
      </footer>
    </>
  );
}

export function Intake({ look, ...page }: PageProps & { look: Look }) {
  const { t, journey, sender } = page;
  const { step, faults } = journey;
  const Page = PAGES[step];
  return (
    <Frame t={t} title={t.title} look={look}>
      {STAGE[step] > 0 && <p class="stage">{fill(t.step, STAGE[step])}</p>}
      <ErrorSummary t={t} faults={faults} onPage={(name) => journey.change(name as Step)} />
      <form
        noValidate
        key={step}
        onSubmit={(event) => {
          event.preventDefault();
          if (step !== 'check') journey.next();
          else if (journey.mustStop()) journey.go('stop');
          else void sender.send();
        }}
      >
        <Page {...page} />
        {!OWN_BUTTONS.includes(step) && (
          <button type="submit" class="main">
            {step === 'photos' && !journey.photos.length ? t.photos.skip : t.next}
          </button>
        )}
      </form>
    </Frame>
  );
}
