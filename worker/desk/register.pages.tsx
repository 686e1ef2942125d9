/** @jsxImportSource hono/jsx */
/** Taking a case down for somebody: all on one page, in the order in which people tell it. */
import { CASE_KINDS, PETITION_KINDS, TEXT_LIMITS } from '../cases/cases.contract.ts';
import { isOpen, isVillage } from '../directory/directory.rules.ts';
import { Area, Buttons, Choice, FaultSummary, Form, Go, Line, Select } from './form.pages.tsx';
import { ChannelField, options, PersonFields, type RegisterProps, ToldField } from './person-fields.pages.tsx';
import { KIND_WORDS, PETITION_WORDS } from './words.data.ts';

function About({ content, townshipCode, typed, faults }: RegisterProps) {
  const { offices, departments } = content.directory;
  const ofTownship = offices.filter((office) => office.townshipCode === townshipCode && isOpen(office));
  const isAny = typed.all('offices').length + typed.all('departments').length > 0;
  return (
    <details open={isAny}>
      <summary>说的是哪个单位？（选填。选了，那个单位就看不到这件事）</summary>
      <Choice
        name="offices"
        label="本镇街的机构"
        many
        chosen={typed.all('offices')}
        options={ofTownship.map(({ id, name }) => ({ value: id, label: name }))}
        faults={faults}
      />
      <Choice
        name="departments"
        label="市直部门"
        many
        chosen={typed.all('departments')}
        options={departments.map(({ code, name }) => ({ value: code, label: name }))}
        faults={faults}
      />
    </details>
  );
}

export function RegisterPage(props: RegisterProps) {
  const { session, content, townshipCode, once, typed, faults } = props;
  const { divisions } = content.directory;
  const township = divisions.find(({ code }) => code === townshipCode)?.name ?? '';
  const villages = divisions
    .filter((division) => isVillage(division) && division.parentCode === townshipCode)
    .map(({ code, name }) => ({ value: code, label: name }));
  const territorial = content.lists.territorialItems.map(({ code, name, domain }) => ({
    value: code,
    label: name,
    group: domain,
  }));
  return (
    <>
      <h1>代群众登记（{township}）</h1>
      <p class="soft">
        眼前有危险、有人受伤、正在犯罪：先让他打 110、119、120。登记的是群众的话，您的名字另外记，不写在里面。
      </p>
      <FaultSummary faults={faults} />
      <Form action="/desk/register" session={session} once={once}>
        <input type="hidden" name="township" value={townshipCode} />
        <ChannelField {...props} />
        <ToldField {...props} />
        <fieldset class="box">
          <legend>什么事</legend>
          <Area
            name="text"
            label="事情经过"
            value={typed.text('text')}
            faults={faults}
            rows={7}
            hint={`照他说的写，别替他归纳。最多 ${TEXT_LIMITS.text} 个字。`}
          />
          <Area name="wish" label="希望怎么解决（选填）" value={typed.text('wish')} faults={faults} rows={2} />
          <div class="cols">
            <Select
              name="kind"
              label="类别"
              value={typed.text('kind')}
              options={options(KIND_WORDS, CASE_KINDS)}
              empty="请选"
              faults={faults}
            />
            <Select
              name="petitionKind"
              label="信访再分一类"
              value={typed.text('petitionKind')}
              options={options(PETITION_WORDS, PETITION_KINDS)}
              empty="不是信访"
              faults={faults}
            />
          </div>
          <Select
            name="territorialCode"
            label="属地清单里的哪一项（选填，受理时还能改）"
            value={typed.text('territorialCode')}
            options={territorial}
            empty="现在不选"
            faults={faults}
          />
        </fieldset>
        <fieldset class="box">
          <legend>在哪里、说的是谁</legend>
          <div class="cols">
            <Select
              name="village"
              label="村（社区）（选填）"
              value={typed.text('village')}
              options={villages}
              empty="不清楚"
              faults={faults}
            />
            <Line name="place" label="具体地点（选填）" value={typed.text('place')} faults={faults} />
          </div>
          <Line name="persons" label="涉及的人（选填）" value={typed.text('persons')} faults={faults} />
          <About {...props} />
        </fieldset>
        <PersonFields {...props} />
        <Line
          name="group"
          type="number"
          label="几个人的事"
          value={typed.text('group') || '1'}
          faults={faults}
          short
          hint="信访走访，代表不超过 5 人。登记以后，可以给每个人各开一张回执。"
        />
        <Choice
          name="sensitive"
          label="敏感信息（有就勾）"
          many
          chosen={typed.all('sensitive')}
          options={[{ value: 'yes', label: '里面有病历、身份证、银行卡这些，他同意只为办这件事用' }]}
          faults={faults}
        />
        <Choice
          name="guardian"
          label="未满 14 岁（是就勾）"
          many
          chosen={typed.all('guardian')}
          options={[{ value: 'yes', label: '事情说的是不满 14 岁的孩子，他是父母或监护人，他同意' }]}
          faults={faults}
        />
        <Buttons>
          <Go>登记，出回执</Go>
        </Buttons>
      </Form>
    </>
  );
}

/** For those who work for all townships. */
export function ChooseTownship({ content }: Pick<RegisterProps, 'content'>) {
  const townships = content.directory.divisions.filter(({ kind }) => kind === 'town' || kind === 'subdistrict');
  return (
    <>
      <h1>代群众登记</h1>
      <p>事情发生在哪个镇街？</p>
      <ul>
        {townships.map(({ code, name }) => (
          <li>
            <a href={`/desk/register?township=${code}`}>{name}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
