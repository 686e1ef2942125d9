/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Beside, described, type Faults, faultOf } from './fields.pages.tsx';

export interface Option {
  value: string;
  text: Child;
  hint?: string;
}

interface Choices {
  name: string;
  legend: Child;
  options: readonly Option[];
  faults: Faults;
}

/** The first option carries the id that the summary of errors links to. */
function Picks({
  name,
  legend,
  options,
  faults,
  type,
  isPicked,
}: Choices & { type: 'radio' | 'checkbox'; isPicked(value: string): boolean }) {
  const fault = faultOf(faults, name);
  return (
    <fieldset>
      <legend>{legend}</legend>
      {fault && <p class="wrong">{fault}</p>}
      {options.map((option, at) => (
        <label for={at === 0 ? name : `${name}-${at}`}>
          <input
            class="pick"
            type={type}
            id={at === 0 ? name : `${name}-${at}`}
            name={name}
            value={option.value}
            checked={isPicked(option.value)}
          />
          {option.text}
          {option.hint && <span class="soft"> {option.hint}</span>}
        </label>
      ))}
    </fieldset>
  );
}

/** One choice of several. */
export const Radios = ({ value, ...choices }: Choices & { value: string }) => (
  <Picks {...choices} type="radio" isPicked={(own) => own === value} />
);

/** Any number of several. */
export const Ticks = ({ values, ...choices }: Choices & { values: readonly string[] }) => (
  <Picks {...choices} type="checkbox" isPicked={(own) => values.includes(own)} />
);

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
