/** @jsxImportSource hono/jsx */
/** The fields of each step beside its note. */
import { CASE_KINDS, PETITION_KINDS } from '../cases/cases.contract.ts';
import { EXTENSIONS } from '../cases/clocks.data.ts';
import { type DeskActionName, WAYS } from '../cases/deskwork.data.ts';
import { extendable } from '../cases/deskwork.rules.ts';
import { Assign, type FieldsProps } from './assign-fields.pages.tsx';
import { Choice, Line, type Option, Select } from './form.pages.tsx';
import { dayText } from './moments.rules.ts';
import { KIND_WORDS, PETITION_WORDS } from './words.data.ts';

const options = (titles: Record<string, string>, values: readonly string[]): Option[] =>
  values.map((value) => ({ value, label: titles[value] ?? value }));

function Classify({ work: { row }, content, typed, isTyped, faults }: FieldsProps) {
  const value = (name: string, stands: string | null) => typed.text(name) || (isTyped ? '' : (stands ?? ''));
  const territorial = content.lists.territorialItems.map(({ code, name, domain }) => ({
    value: code,
    label: name,
    group: domain,
  }));
  const items = content.lists.serviceItems
    .filter(({ level }) => level === 'township')
    .map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <Choice
        name="kind"
        label="是哪一类事"
        chosen={[value('kind', row.kind)]}
        options={options(KIND_WORDS, CASE_KINDS)}
        faults={faults}
      />
      <Choice
        name="petitionKind"
        label="信访再分一类（别的不用选）"
        chosen={[value('petitionKind', row.petitionKind)]}
        options={options(PETITION_WORDS, PETITION_KINDS)}
        faults={faults}
      />
      <Select
        name="territorialCode"
        label="属地清单里的哪一项（选填）"
        value={value('territorialCode', row.territorialCode)}
        options={territorial}
        empty="不在清单里，或者还定不了"
        faults={faults}
      />
      <Select
        name="itemCode"
        label="办事清单里的哪一项（选填）"
        value={value('itemCode', row.itemCode)}
        options={items}
        empty="不是办事的事"
        faults={faults}
      />
    </>
  );
}

const Elsewhere = ({ typed, faults }: FieldsProps) => (
  <Select
    name="where"
    label="可以去哪里办"
    value={typed.text('where')}
    empty="请选"
    options={options(WAYS, Object.keys(WAYS))}
    faults={faults}
  />
);

function Days({ work: { row }, typed, faults }: FieldsProps) {
  const clock = extendable(row.clocks);
  const rule = clock === null ? undefined : EXTENSIONS[clock.id];
  return (
    <Line
      name="days"
      type="number"
      label={`延几天（最多 ${rule?.most ?? 0} ${rule?.unit ?? '天'}）`}
      value={typed.text('days')}
      faults={faults}
      short
      hint={`现在的期限是 ${clock?.day ?? ''}，只能延一次。依据：${rule?.basis ?? ''}。`}
    />
  );
}

const CONSENT: Option[] = [
  { value: 'yes', label: '愿意' },
  { value: 'no', label: '不愿意' },
  { value: '', label: '还没问' },
];
function Consent({ work: { row }, typed, isTyped, faults }: FieldsProps) {
  const stands = row.handling?.mediation?.consent;
  const word = (side: boolean | null | undefined) => (side === true ? 'yes' : side === false ? 'no' : '');
  const chosen = (name: 'applicant' | 'other') => [isTyped ? typed.text(name) : word(stands?.[name])];
  return (
    <>
      <Choice
        name="applicant"
        label="反映人愿意调解吗"
        chosen={chosen('applicant')}
        options={CONSENT}
        faults={faults}
      />
      <Choice name="other" label="对方愿意调解吗" chosen={chosen('other')} options={CONSENT} faults={faults} />
    </>
  );
}

function Day({ typed, isTyped, faults, now, label }: FieldsProps & { label: string }) {
  const value = isTyped ? typed.text('day') : dayText(now);
  return <Line name="day" type="date" label={label} value={value} faults={faults} short />;
}

const Target = ({ typed, faults }: FieldsProps) => (
  <Line
    name="target"
    label="并入哪一件"
    value={typed.text('target')}
    faults={faults}
    short
    hint="写那一件的回执号，或者它的地址里 13 位的编号。"
  />
);

const FIELDS: Partial<Record<DeskActionName, (props: FieldsProps) => unknown>> = {
  classify: Classify,
  assign: Assign,
  decline: Elsewhere,
  refer: Elsewhere,
  'mediation-failure': Elsewhere,
  'ask-extension': Days,
  'mediation-consent': Consent,
  'mediation-session': (props) => <Day {...props} label="哪天调解的" />,
  'mediation-agreement': (props) => <Day {...props} label="协议哪天生效（一般是签字那天）" />,
  merge: Target,
};

/** Nothing for steps that have a note only. */
export function ActFieldset({ action, ...props }: FieldsProps & { action: DeskActionName }) {
  const Fields = FIELDS[action] as ((props: FieldsProps) => ReturnType<typeof Elsewhere>) | undefined;
  return Fields ? <Fields {...props} /> : null;
}
