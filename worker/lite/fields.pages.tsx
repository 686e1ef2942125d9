/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Fault } from './intake.contract.ts';

export type Faults = readonly Pick<Fault, 'field' | 'text'>[];

export const faultOf = (faults: Faults, field: string): string | undefined =>
  faults.find((fault) => fault.field === field)?.text;

/** On top of a page that was not accepted: each line leads to its field and says the same as the line beside it. */
export function FaultSummary({ faults }: { faults: Faults }) {
  if (faults.length === 0) return null;
  return (
    <div class="fault" role="alert">
      <h2>还差一点，请改：</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  name: string;
  label: Child;
  value: string;
  faults: Faults;
  hint?: string;
  most?: number;
}

export function Beside({ name, hint, fault }: { name: string; hint: string | undefined; fault: string | undefined }) {
  return (
    <>
      {hint && (
        <p class="soft" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="wrong" id={`${name}-fault`}>
          {fault}
        </p>
      )}
    </>
  );
}

export const described = (name: string, hint: string | undefined, fault: string | undefined) => {
  const ids = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ');
  return ids === '' ? {} : { 'aria-describedby': ids, ...(fault && { 'aria-invalid': true }) };
};

export function Line({ name, label, value, faults, hint, most, type = 'text' }: FieldProps & { type?: string }) {
  const fault = faultOf(faults, name);
  return (
    <>
      <label class="name" for={name}>
        {label}
      </label>
      <Beside name={name} hint={hint} fault={fault} />
      <input
        class="line"
        type={type}
        id={name}
        name={name}
        value={value}
        maxlength={most}
        autocomplete="off"
        {...described(name, hint, fault)}
      />
    </>
  );
}

export function Area({ name, label, value, faults, hint, rows = 6 }: Omit<FieldProps, 'most'> & { rows?: number }) {
  const fault = faultOf(faults, name);
  return (
    <>
      <label class="name" for={name}>
        {label}
      </label>
      <Beside name={name} hint={hint} fault={fault} />
      {/* The parser drops a first line break: ours, not the writer's. No maxlength: nobody's text is cut silently. */}
      <textarea id={name} name={name} rows={rows} cols={40} {...described(name, hint, fault)}>
        {value.startsWith('\n') ? `\n${value}` : value}
      </textarea>
    </>
  );
}
