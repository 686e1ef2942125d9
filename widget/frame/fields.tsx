import type { ComponentChildren } from 'preact';
import type { Fault } from './answers.ts';
import { fill, type Messages } from './messages.ts';

interface FieldProps {
  t: Messages;
  /** Also the id: a line of the error summary leads there. */
  name: string;
  label: string;
  hint?: string | undefined;
  faults: readonly Fault[];
  /** The label is the page's question. */
  isHeading?: boolean;
  isOptional?: boolean;
}

/** Takes the focus when a page opens; where a page has one question, it is that field's label too. */
export const Heading = ({ children }: { children: ComponentChildren }) => <h1 tabIndex={-1}>{children}</h1>;

const Titled = ({ isHeading, children }: { isHeading: boolean | undefined; children: ComponentChildren }) =>
  isHeading ? <Heading>{children}</Heading> : <span class="label">{children}</span>;

const faultOf = ({ faults, name }: FieldProps) => faults.find(({ field }) => field === name)?.text;

function describedBy(props: FieldProps): { 'aria-describedby'?: string; 'aria-invalid'?: boolean } {
  const ids = [props.hint && `${props.name}-hint`, faultOf(props) && `${props.name}-fault`].filter(Boolean);
  return { ...(ids.length && { 'aria-describedby': ids.join(' ') }), ...(faultOf(props) && { 'aria-invalid': true }) };
}

function Notes(props: FieldProps) {
  const fault = faultOf(props);
  return (
    <>
      {props.hint && (
        <p class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${props.name}-fault`}>
          {fault}
        </p>
      )}
    </>
  );
}

interface LineProps extends FieldProps {
  value: string;
  onText: (text: string) => void;
  rows?: number;
  type?: 'tel' | 'text';
  inputMode?: 'tel' | 'numeric' | 'text';
  autoComplete?: 'name' | 'tel' | 'street-address' | 'off';
}

/** One line of text, or several with `rows`. */
export function Line(props: LineProps) {
  const { t, name, label, value, onText, rows, isHeading, isOptional, type = 'text' } = props;
  const shared = {
    id: name,
    value,
    autocomplete: props.autoComplete ?? 'off',
    onInput: (event: { currentTarget: { value: string } }) => onText(event.currentTarget.value),
    ...describedBy(props),
  };
  return (
    <div class={faultOf(props) ? 'field wrong' : 'field'}>
      <Titled isHeading={isHeading}>
        <label for={name}>
          {label}
          {isOptional && t.optional}
        </label>
      </Titled>
      <Notes {...props} />
      {rows ? (
        <textarea {...shared} rows={rows} />
      ) : (
        <input {...shared} type={type as 'text'} inputmode={props.inputMode} />
      )}
    </div>
  );
}

interface ChoiceProps extends FieldProps {
  value: string;
  options: readonly { value: string; label: string; hint?: string | undefined }[];
  onChoose: (value: string) => void;
}

/** One out of few. */
export function Choice(props: ChoiceProps) {
  const { name, label, value, options, onChoose, isHeading } = props;
  return (
    <fieldset
      class={faultOf(props) ? 'field wrong' : 'field'}
      aria-describedby={describedBy(props)['aria-describedby']}
    >
      <legend>
        <Titled isHeading={isHeading}>{label}</Titled>
      </legend>
      <Notes {...props} />
      {options.map((option, at) => (
        <label class="option" key={option.value}>
          <input
            type="radio"
            id={at ? undefined : name}
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChoose(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <small>{option.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface SelectProps extends FieldProps {
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  empty: string;
  onChoose: (value: string) => void;
}

/** One out of many. */
export function Select(props: SelectProps) {
  const { t, name, label, value, options, empty, onChoose, isOptional } = props;
  return (
    <div class={faultOf(props) ? 'field wrong' : 'field'}>
      <span class="label">
        <label for={name}>
          {label}
          {isOptional && t.optional}
        </label>
      </span>
      <Notes {...props} />
      <select id={name} value={value} onChange={(event) => onChoose(event.currentTarget.value)} {...describedBy(props)}>
        <option value="">{empty}</option>
        {options.map(([code, text]) => (
          <option key={code} value={code} lang="zh-CN">
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Tick(props: {
  id?: string;
  label: string;
  hint?: string;
  isOn: boolean;
  lang?: string;
  onTick: (isOn: boolean) => void;
}) {
  return (
    <label class="option" lang={props.lang}>
      <input
        type="checkbox"
        id={props.id}
        checked={props.isOn}
        onChange={(event) => props.onTick(event.currentTarget.checked)}
      />
      <span>
        {props.label}
        {props.hint && <small>{props.hint}</small>}
      </span>
    </label>
  );
}

/** Takes the focus; each line leads to its field, or to the page that has it, in the same words. */
export function ErrorSummary({
  t,
  faults,
  onPage,
}: {
  t: Messages;
  faults: readonly Fault[];
  onPage?: (page: string) => void;
}) {
  if (!faults.length) return null;
  const lead = (field: string) => {
    if (field.startsWith('page-')) onPage?.(field.slice(5));
    else document.getElementById(field)?.focus();
  };
  return (
    <div class="summary" role="alert" tabIndex={-1} aria-labelledby="summary">
      <h2 id="summary">{fill(t.errorTitle, faults.length)}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li key={field + text}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                lead(field);
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export const Tel = ({ number, text }: { number: string; text: string }) => (
  <a class="tel" href={`tel:${number}`}>
    {text}
  </a>
);
