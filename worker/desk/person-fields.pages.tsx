/** @jsxImportSource hono/jsx */
/** How somebody came, what they were told, who they are: for a new case, and for one more person of a group. */
import { IDENTITIES } from '../cases/cases.contract.ts';
import { CHANNELS } from '../cases/handling.contract.ts';
import type { Session } from '../staff/staff.contract.ts';
import type { DeskContent } from './desk.contract.ts';
import { Choice, type Faults, Line } from './form.pages.tsx';
import type { Typed } from './handling.rules.ts';
import { IDENTITY_WORDS, SOURCE_WORDS } from './words.data.ts';

export const options = <Value extends string>(words: Record<Value, string>, values: readonly Value[]) =>
  values.map((value) => ({ value, label: words[value] }));

export interface RegisterProps {
  session: Session;
  content: DeskContent;
  townshipCode: string;
  once: string;
  typed: Typed;
  faults: Faults;
}

/** Who tells it: also for one more person of a group. */
export function PersonFields({ typed, faults }: Pick<RegisterProps, 'typed' | 'faults'>) {
  return (
    <fieldset class="box">
      <legend>谁反映的</legend>
      <Choice
        name="identity"
        label="要不要留姓名"
        chosen={[typed.text('identity') || 'named']}
        options={options(IDENTITY_WORDS, IDENTITIES)}
        faults={faults}
        hint="保密：姓名电话封存，经办人看不到。匿名：姓名、电话、住址都空着，只能凭回执自己查。"
      />
      <Line name="name" label="怎么称呼" value={typed.text('name')} faults={faults} />
      <Line name="phone" type="tel" label="联系电话" value={typed.text('phone')} faults={faults} short />
      <Line name="address" label="住址（选填）" value={typed.text('address')} faults={faults} />
    </fieldset>
  );
}

export const ChannelField = ({ typed, faults }: Pick<RegisterProps, 'typed' | 'faults'>) => (
  <Choice
    name="channel"
    label="怎么来的"
    chosen={[typed.text('channel')]}
    options={options(SOURCE_WORDS, CHANNELS)}
    faults={faults}
  />
);

/** What must be said aloud before anything is written down (个人信息保护法 art. 17). */
export const ToldField = ({ typed, faults }: Pick<RegisterProps, 'typed' | 'faults'>) => (
  <Choice
    name="told"
    label="先告诉他"
    many
    chosen={typed.all('told')}
    options={[{ value: 'yes', label: '已经告诉他：谁在收、收来做什么、存多久、可以查看和删除、可以匿名' }]}
    faults={faults}
    hint="来信的，在回执里告诉。"
  />
);
