/** @jsxImportSource hono/jsx */
/** Parts of a form. Every form of the desk is a `Form`: it carries the session's key and its own `once`. */
import type { Child } from 'hono/jsx';
import type { Session } from '../staff/staff.contract.ts';

/** `field` is the name (and id) of the field; the text says what to do, the same on top and beside the field. */
export interface Fault {
  field: string;
  text: string;
}
export type Faults = readonly Fault[];

interface FormProps {
  action: string;
  session: Pick<Session, 'formKey'>;
  /** A UUID for each time the form is drawn anew, the same when it comes back with faults: a double click is harmless. */
  once: string;
  /** The form has a file in it. */
  files?: boolean;
  children: Child;
  class?: string;
}

export function Form({ action, session, once, files, children, class: name }: FormProps) {
  return (
    <form method="post" action={action} enctype={files ? 'multipart/form-data' : undefined} class={name}>
      <input type="hidden" name="key" value={session.formKey} />
      <input type="hidden" name="once" value={once} />
      {children}
    </form>
  );
}

/** On top of a page that was not accepted: each line leads to its field and says the same as the line beside it. */
export function FaultSummary({ faults, title = '还差一点，请改：' }: { faults: Faults; title?: string }) {
  if (faults.length === 0) return null;
  return (
    <div class="fault" role="alert" tabindex={-1}>
      <h2>{title}</h2>
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
  value?: string;
  faults?: Faults;
  hint?: Child;
}

const faultOf = (faults: Faults | undefined, name: string) => faults?.find(({ field }) => field === name)?.text;

function Label({ name, label, hint, fault }: Omit<FieldProps, 'value' | 'faults'> & { fault: string | undefined }) {
  return (
    <>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
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

const told = (name: string, hint: Child, fault: string | undefined) => {
  const ids = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ');
  return ids === '' ? {} : { 'aria-describedby': ids, ...(fault && { 'aria-invalid': 'true' as const }) };
};

interface LineProps extends FieldProps {
  /** `datetime-local` takes what `momentText` gives, and gives what `readMoment` reads. */
  type?: 'text' | 'password' | 'date' | 'datetime-local' | 'tel' | 'number' | 'search';
  autocomplete?: string;
  autofocus?: boolean;
  short?: boolean;
}

/** Shown by browsers that have no such field and take plain text. */
const EXAMPLES: Partial<Record<NonNullable<LineProps['type']>, string>> = {
  date: '如 2026-01-31',
  'datetime-local': '如 2026-01-31 09:30',
};
/** As the field wants it. */
const withT = (value: string) => value.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/, '$1T$2');

/** One line of text. A password is never given back to the page. */
export function Line(props: LineProps) {
  const { name, label, value = '', faults, hint, type = 'text', autocomplete = 'off', autofocus, short } = props;
  const fault = faultOf(faults, name);
  return (
    <div class="field">
      <Label name={name} label={label} hint={hint} fault={fault} />
      <input
        type={type}
        id={name}
        name={name}
        value={type === 'password' ? undefined : type === 'datetime-local' ? withT(value) : value}
        placeholder={EXAMPLES[type]}
        autocomplete={autocomplete}
        autofocus={autofocus}
        class={short ? 'short' : undefined}
        {...told(name, hint, fault)}
      />
    </div>
  );
}

interface PeriodProps {
  /** Labels: from when, until when. */
  from: string;
  until: string;
  /** As `momentText` gives them, or as they were typed. */
  starts: string;
  ends: string;
  faults: Faults;
}

/** Fields `starts` and `ends`: from when until when, to the minute. */
export const Period = ({ from, until, starts, ends, faults }: PeriodProps) => (
  <>
    <Line name="starts" type="datetime-local" label={from} value={starts} faults={faults} short />
    <Line name="ends" type="datetime-local" label={until} value={ends} faults={faults} short />
  </>
);

export function Area({ name, label, value = '', faults, hint, rows = 5 }: FieldProps & { rows?: number }) {
  const fault = faultOf(faults, name);
  return (
    <div class="field">
      <Label name={name} label={label} hint={hint} fault={fault} />
      {/* The parser drops a first line break: ours, not the writer's. No maxlength: nobody's text is cut silently. */}
      <textarea id={name} name={name} rows={rows} {...told(name, hint, fault)}>
        {value.startsWith('\n') ? `\n${value}` : value}
      </textarea>
    </div>
  );
}

export interface Option {
  value: string;
  label: string;
  /** Options of one group in a row stand under its name. */
  group?: string;
}

/** @param props.empty text of the first, empty choice; without it the first option is chosen */
export function Select(props: FieldProps & { options: readonly Option[]; empty?: string }) {
  const { name, label, value = '', faults, hint, options, empty } = props;
  const fault = faultOf(faults, name);
  const option = (one: Option) => (
    <option value={one.value} selected={one.value === value}>
      {one.label}
    </option>
  );
  const groups = [...new Set(options.map(({ group }) => group))];
  return (
    <div class="field">
      <Label name={name} label={label} hint={hint} fault={fault} />
      <select id={name} name={name} {...told(name, hint, fault)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {groups.map((group) => {
          const ofGroup = options.filter((one) => one.group === group).map(option);
          return group === undefined ? ofGroup : <optgroup label={group}>{ofGroup}</optgroup>;
        })}
      </select>
    </div>
  );
}

/** Radio buttons; with `many`, boxes to tick. The first one carries the id that the summary of faults leads to. */
export function Choice(
  props: Omit<FieldProps, 'value'> & { chosen: readonly string[]; options: readonly Option[]; many?: boolean },
) {
  const { name, label, chosen, faults, hint, options, many } = props;
  const fault = faultOf(faults, name);
  return (
    <fieldset class="field" {...told(name, hint, fault)}>
      <legend>{label}</legend>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="wrong" id={`${name}-fault`}>
          {fault}
        </p>
      )}
      {options.map((option, at) => (
        <label class="pick">
          <input
            type={many ? 'checkbox' : 'radio'}
            id={at === 0 ? name : undefined}
            name={name}
            value={option.value}
            checked={chosen.includes(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

/** A file to be chosen; what was chosen before a fault has to be chosen again, no browser gives it back. */
export function FileField(props: Omit<FieldProps, 'value'> & { accept?: string; many?: boolean }) {
  const { name, label, faults, hint, accept, many } = props;
  const fault = faultOf(faults, name);
  return (
    <div class="field">
      <Label name={name} label={label} hint={hint} fault={fault} />
      <input type="file" id={name} name={name} accept={accept} multiple={many} {...told(name, hint, fault)} />
    </div>
  );
}

/** The main button; `value` tells several of them apart in one form. */
export function Go({
  children,
  name,
  value,
  weight = 'main',
}: {
  children: Child;
  name?: string;
  value?: string;
  weight?: 'main' | 'other' | 'danger';
}) {
  return (
    <button type="submit" class={weight} name={name} value={value}>
      {children}
    </button>
  );
}

export const Buttons = ({ children }: { children: Child }) => <div class="buttons">{children}</div>;
