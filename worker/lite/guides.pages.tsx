/** @jsxImportSource hono/jsx */
import type { Division } from '../directory/directory.contract.ts';
import type { GuideAnswer } from '../lists/lists.contract.ts';
import type { Dataset } from '../platform/dataset.contract.ts';
import { FeedbackLink } from './feedback.pages.tsx';
import { Lines, SayIt } from './guidance.pages.tsx';
import { type dutyOf, isTownshipIn, type Line, limitText, unverifiedText } from './guidance.rules.ts';

const BY_COUNTER = '以窗口告知为准';

function Basis({ legalBasis, unverified }: { legalBasis: readonly string[]; unverified: readonly string[] }) {
  return (
    <>
      {legalBasis.length > 0 && (
        <>
          <h2>依据</h2>
          <ul>
            {legalBasis.map((clause) => (
              <li>{clause}</li>
            ))}
          </ul>
        </>
      )}
      {unverified.length > 0 && <p class="note">还没核实：{unverifiedText(unverified)}。请以窗口告知为准。</p>}
    </>
  );
}

/** On paper a guide outlives the page: it says which data it was made from. */
const PrintedFrom = ({ dataset }: { dataset: Dataset }) => (
  <p class="paper">
    {dataset.status === 'demonstration' && '演示数据，不作办事依据。'}
    {dataset.name}，版本 {dataset.version}。去之前可以打 12345 核对。
  </p>
);

function Where({ guide, township }: { guide: GuideAnswer; township: Division | null }) {
  const { station } = guide;
  const isOfTownship = isTownshipIn(guide);
  const office = isOfTownship ? guide.office : null;
  return (
    <>
      <h2>在哪办</h2>
      {station && <p class="big">{station.name}</p>}
      {station && office && <p>再由镇街办理：</p>}
      {office ? <p class="big">{office.name}</p> : !station && <p class="big">{BY_COUNTER}</p>}
      {office && (office.place || office.hours || office.phone) ? (
        <dl>
          <dt>地址</dt>
          <dd>{office.place ?? BY_COUNTER}</dd>
          <dt>时间</dt>
          <dd>{office.hours ?? BY_COUNTER}</dd>
          <dt>电话</dt>
          <dd>{office.phone ?? BY_COUNTER}</dd>
        </dl>
      ) : (
        <p>地址和电话以窗口告知为准，不清楚可以打 12345 问。</p>
      )}
      {!township && isOfTownship && (
        <p>
          <a href="/lite">先选您的镇街，就能看到归哪个办公室</a>
        </p>
      )}
    </>
  );
}

export function ItemGuide({
  guide,
  township,
  related,
  dataset,
}: {
  guide: GuideAnswer;
  township: Division | null;
  related: readonly Line[];
  dataset: Dataset;
}) {
  const come = {
    true: '要本人去。',
    false: '不用本人去，可以让家里人代办。',
    null: `${BY_COUNTER}。去之前可以先打电话问。`,
  };
  const code = township?.code ?? '';
  return (
    <>
      <h1>{guide.name}</h1>
      <Where guide={guide} township={township} />
      <h2>要带什么</h2>
      {guide.materials.length === 0 ? (
        <p>不用带材料</p>
      ) : (
        <ul>
          {guide.materials.map((paper) => (
            <li>
              <span class="tick">□ </span>
              {paper}
            </li>
          ))}
        </ul>
      )}
      <h2>怎么办</h2>
      <ol>
        {guide.steps.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ol>
      <h2>多久办好</h2>
      <dl>
        <dt>我们承诺{guide.unverified.includes('promisedLimit') && '（演示数值）'}</dt>
        <dd>{limitText(guide.promisedLimit.text)}</dd>
        <dt>法律规定最长</dt>
        <dd>{limitText(guide.statutoryLimit?.text ?? null).replace('无法定时限', '法律没有规定')}</dd>
        <dt>收费</dt>
        <dd>{guide.fee || BY_COUNTER}</dd>
        <dt>要不要本人去</dt>
        <dd>{come[`${guide.inPerson.required}`]}</dd>
      </dl>
      {guide.inPerson.basis && <p class="soft">{guide.inPerson.basis}</p>}
      {related.length > 0 && (
        <>
          <h2>{guide.level === 'village' ? '镇街怎么办这件事' : '村里能帮您办的'}</h2>
          <Lines lines={related} township={code} />
        </>
      )}
      <Basis legalBasis={guide.legalBasis} unverified={guide.unverified} />
      <PrintedFrom dataset={dataset} />
      <div class="noprint">
        <h2>没办成、被推来推去？</h2>
        <SayIt township={code} item={guide.code} />
        <h2>带着去窗口</h2>
        <p>要打印：用浏览器菜单里的“打印”，电脑上按 Ctrl+P。材料前面会印上方框，备好一样勾一样。</p>
        <FeedbackLink code={guide.code} township={code} />
      </div>
    </>
  );
}

export function DutyGuide({ duty, township }: { duty: ReturnType<typeof dutyOf>; township: Division | null }) {
  return (
    <>
      <h1>{duty.name}</h1>
      <p class="note">着急或有危险：先打 110、119、120。</p>
      <h2>谁来管（主体责任）</h2>
      <p class="big">{duty.leaders.join('、') || BY_COUNTER}</p>
      <p>{duty.leadDuty}</p>
      <h2>谁来配合（配合责任）</h2>
      <p class="big">{township?.name ?? '您所在的镇街'}</p>
      <p>{duty.cooperatingDuty || BY_COUNTER}</p>
      {duty.supporting.length > 0 && (
        <>
          <h2>还有谁帮忙</h2>
          <p>{duty.supporting.join('、')}</p>
        </>
      )}
      <h2>碰到这种事</h2>
      <SayIt township={township?.code ?? ''} territorial={duty.code} />
      <Basis legalBasis={duty.legalBasis} unverified={duty.unverified} />
      <FeedbackLink code={duty.code} township={township?.code ?? ''} />
    </>
  );
}
