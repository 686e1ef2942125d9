/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Beside, described, type Faults, faultOf } from './fields.pages.tsx';

export interface Option {
  value: string;
  text: Child;
  hint?: string;
}

/** One choice of several. The first option carries the id that the summary links to. */
export function Radios({
  name,
  legend,
  options,
  value,
  faults,
}: {
  name: string;
  legend: Child;
  options: readonly Option[];
  value: string;
  faults: Faults;
}) {
  const fault = faultOf(faults, name);
  return (
    <fieldset>
      <legend>{legend}</legend>
      {fault && <p class="wrong">{fault}</p>}
      {options.map((option, at) => (
        <label for={at === 0 ? name : `${name}-${at}`}>
          <input
            class="pick"
            type="radio"
            id={at === 0 ? name : `${name}-${at}`}
            name={name}
            value={option.value}
            checked={option.value === value}
          />
          {option.text}
          {option.hint && <span class="soft"> {option.hint}</span>}
        </label>
      ))}
    </fieldset>
  );
}

/** Any number of several. */
export function Ticks({
  name,
  legend,
  options,
  values,
  faults,
}: {
  name: string;
  legend: Child;
  options: readonly Option[];
  values: readonly string[];
  faults: Faults;
}) {
  const fault = faultOf(faults, name);
  return (
    <fieldset>
      <legend>{legend}</legend>
      {fault && <p class="wrong">{fault}</p>}
      {options.map((option, at) => (
        <label for={at === 0 ? name : `${name}-${at}`}>
          <input
            class="pick"
            type="checkbox"
            id={at === 0 ? name : `${name}-${at}`}
            name={name}
            value={option.value}
            checked={values.includes(option.value)}
          />
          {option.text}
        </label>
      ))}
    </fieldset>
  );
}

export function Select({
  name,
  label,
  options,
  value,
  empty,
  faults,
}: {
  name: string;
  label: Child;
  options: readonly { code: string; name: string }[];
  value: string;
  /** What the choice of nothing is called. */
  empty: string;
  faults: Faults;
}) {
  const fault = faultOf(faults, name);
  return (
    <>
      <label class="name" for={name}>
        {label}
      </label>
      <Beside name={name} hint={undefined} fault={fault} />
      <select id={name} name={name} {...described(name, undefined, fault)}>
        <option value="">{empty}</option>
        {options.map((option) => (
          <option value={option.code} selected={option.code === value}>
            {option.name}
          </option>
        ))}
      </select>
    </>
  );
}

/** A tick that stands alone. */
export function Tick({ name, text, on, faults }: { name: string; text: Child; on: boolean; faults: Faults }) {
  const fault = faultOf(faults, name);
  return (
    <>
      {fault && (
        <p class="wrong" id={`${name}-fault`}>
          {fault}
        </p>
      )}
      <label for={name}>
        <input
          class="pick"
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          checked={on}
          {...described(name, undefined, fault)}
        />
        {text}
      </label>
    </>
  );
}
