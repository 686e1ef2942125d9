import type { Identity } from '#cases/contract';
import { Choice, Heading, Line } from './fields.tsx';
import { fill } from './messages.ts';
import type { PageProps } from './page.ts';

export function PhotosPage({ t, journey }: PageProps) {
  const p = t.photos;
  const { photos, photoNote, isWorking } = journey;
  return (
    <>
      <Heading>
        {p.title}
        {t.optional}
      </Heading>
      <p>{p.lead}</p>
      <label class="button" for="photos">
        {photos.length ? p.again : p.add}
      </label>
      <input
        id="photos"
        class="unseen"
        type="file"
        accept="image/*"
        multiple
        onChange={(event) => {
          const { files } = event.currentTarget;
          void journey.addPhotos([...(files ?? [])]);
          // The same photo can be chosen again after it was taken away.
          event.currentTarget.value = '';
        }}
      />
      <p role="status">{isWorking ? p.working : photoNote}</p>
      <ul class="photos">
        {photos.map((photo, at) => (
          <li key={photo.url}>
            <img src={photo.url} alt={fill(p.alt, at + 1)} />
            <button type="button" onClick={() => journey.removePhoto(at)}>
              {fill(p.remove, at + 1)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

const IDENTITIES = ['named', 'sealed', 'anonymous'] as const;

export function WhoPage({ t, journey }: PageProps) {
  return (
    <Choice
      t={t}
      isHeading
      name="identity"
      label={t.who.title}
      faults={journey.faults}
      value={journey.answers.identity}
      options={IDENTITIES.map((value) => ({ value, label: t.who[value], hint: t.who[`${value}Hint`] }))}
      onChoose={(identity) => journey.set({ identity: identity as Identity })}
    />
  );
}

export function ReachPage({ t, journey }: PageProps) {
  const { answers, faults } = journey;
  const r = t.reach;
  return (
    <>
      <Heading>{r.title}</Heading>
      {answers.identity === 'sealed' && <p class="notice">{r.sealed}</p>}
      <Line
        t={t}
        name="name"
        label={r.name}
        faults={faults}
        autoComplete="name"
        value={answers.name}
        onText={(name) => journey.set({ name })}
      />
      <Line
        t={t}
        name="phone"
        label={r.phone}
        hint={r.phoneHint}
        faults={faults}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        value={answers.phone}
        onText={(phone) => journey.set({ phone })}
      />
      <Line
        t={t}
        name="address"
        label={r.address}
        isOptional
        faults={faults}
        autoComplete="street-address"
        value={answers.address}
        onText={(address) => journey.set({ address })}
      />
    </>
  );
}

export function ManyPage({ t, journey }: PageProps) {
  const { answers, faults } = journey;
  const m = t.many;
  return (
    <>
      <Choice
        t={t}
        isHeading
        name="isGroup"
        label={m.title}
        faults={faults}
        value={answers.isGroup}
        options={[
          { value: 'one', label: m.one },
          { value: 'many', label: m.many, hint: m.manyHint },
        ]}
        onChoose={(isGroup) => journey.set({ isGroup: isGroup as 'one' })}
      />
      {answers.isGroup === 'many' && (
        <Line
          t={t}
          name="group"
          label={m.count}
          faults={faults}
          inputMode="numeric"
          value={answers.group}
          onText={(group) => journey.set({ group })}
        />
      )}
    </>
  );
}
