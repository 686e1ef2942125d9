import type { CitizenAction } from '#cases/contract';
import { Frame, type Look } from './App.tsx';
import { Choice, ErrorSummary, Heading, Line } from './fields.tsx';
import { fill } from './messages.ts';
import { StatusPage, type TrackingProps } from './StatusPage.tsx';

function FormPage({ t, tracking }: TrackingProps) {
  const { number, code, faults, isBusy } = tracking;
  return (
    <>
      <Heading>{t.track.title}</Heading>
      <p>{t.track.lead}</p>
      <Line
        t={t}
        name="number"
        label={t.track.number}
        hint={t.track.numberHint}
        faults={faults}
        value={number}
        onText={(text) => tracking.set({ number: text })}
      />
      <Line
        t={t}
        name="code"
        label={t.track.code}
        hint={t.track.codeHint}
        faults={faults}
        value={code}
        onText={(text) => tracking.set({ code: text })}
      />
      <button type="submit" class="main">
        {isBusy ? t.loading : t.track.go}
      </button>
      <p class="hint">{t.track.lost}</p>
    </>
  );
}

const LEVELS = ['5', '4', '3', '2', '1'] as const;

function ActionPage({ t, tracking, action }: TrackingProps & { action: CitizenAction }) {
  const { s, faults, text, level, photos, isBusy } = tracking;
  const isRating = action === 'rate';
  return (
    <>
      {isRating && (
        <Choice
          t={t}
          isHeading
          name="level"
          label={s.ask.rate}
          faults={faults}
          value={level}
          options={LEVELS.map((value) => ({ value, label: s.levels[value] }))}
          onChoose={(value) => tracking.set({ level: value })}
        />
      )}
      {action === 'attach' ? (
        <>
          <Heading>{s.ask.attach}</Heading>
          <p>{t.photos.lead}</p>
          <label class="button" for="photos">
            {t.photos.add}
          </label>
          <input
            id="photos"
            class="unseen"
            type="file"
            accept="image/*"
            multiple
            onChange={(event) => void tracking.addPhotos([...(event.currentTarget.files ?? [])])}
          />
          <p role="status">{fill(t.photos.count, photos.length)}</p>
        </>
      ) : (
        <Line
          t={t}
          isHeading={!isRating}
          name="text"
          label={isRating ? s.comment : s.ask[action]}
          hint={s.hints[action]}
          isOptional={isRating}
          faults={faults}
          rows={5}
          value={text}
          onText={(value) => tracking.set({ text: value })}
        />
      )}
      <button type="submit" class="main">
        {isBusy ? s.sending : s.send}
      </button>
    </>
  );
}

export function TrackingPage({ t, tracking, look }: TrackingProps & { look: Look }) {
  const { step, faults, note } = tracking;
  const action = step === 'form' || step === 'status' ? undefined : step;
  return (
    <Frame t={t} title={t.trackTitle} look={look}>
      <ErrorSummary t={t} faults={faults} />
      <div role="status">{note && <p class="notice">{note}</p>}</div>
      <form
        noValidate
        key={step}
        onSubmit={(event) => {
          event.preventDefault();
          void (action ? tracking.act(action) : tracking.look());
        }}
      >
        {step === 'form' && <FormPage t={t} tracking={tracking} />}
        {step === 'status' && <StatusPage t={t} tracking={tracking} />}
        {action && <ActionPage t={t} tracking={tracking} action={action} />}
      </form>
    </Frame>
  );
}
