/** @jsxImportSource hono/jsx */
import type { Division } from '../directory/directory.contract.ts';
import type { SpecialAnswers } from '../search/search.contract.ts';
import type { Line } from './guidance.rules.ts';
import { Dials, query } from './shell.pages.tsx';

export function SearchForm({ township, asked = '' }: { township: string; asked?: string }) {
  return (
    <form method="get" action="/lite/search">
      <label class="name" for="q">
        办事、有麻烦，都在这里找
      </label>
      <p class="soft">平常怎么说就怎么写，如：低保、邻居占路</p>
      <input class="line" type="text" id="q" name="q" value={asked} maxlength={60} autocomplete="off" />
      {township !== '' && <input type="hidden" name="township" value={township} />}
      <input class="go" type="submit" value="查找" />
    </form>
  );
}

export function TownshipForm({ townships, chosen }: { townships: readonly Division[]; chosen: Division | null }) {
  return (
    <form method="get" action="/lite">
      <label class="name" for="township">
        {chosen ? `您选的是${chosen.name}` : '您住在哪个镇街？'}
      </label>
      <select id="township" name="township">
        {!chosen && <option value="">请选一个</option>}
        {townships.map(({ code, name }) => (
          <option value={code} selected={code === chosen?.code}>
            {name}
          </option>
        ))}
      </select>
      <input class="other" type="submit" value={chosen ? '换成这个镇街' : '选好了'} />
    </form>
  );
}

export function Lines({ lines, township }: { lines: readonly Line[]; township: string }) {
  return (
    <ul class="links">
      {lines.map(({ kind, code, name, facts }) => (
        <li>
          <a href={`/lite/${kind === 'item' ? 'items' : 'duties'}/${encodeURIComponent(code)}${query({ township })}`}>
            {name}
          </a>
          {facts !== '' && <div class="soft">{facts}</div>}
        </li>
      ))}
    </ul>
  );
}

export interface Domains {
  items: { name: string; count: number }[];
  duties: { name: string; count: number }[];
}

export function DomainLinks({ domains, township }: { domains: Domains; township: string }) {
  const links = (list: 'item' | 'duty', of: Domains['items']) => (
    <ul class="links two">
      {of.map(({ name, count }) => (
        <li>
          <a href={`/lite/domain${query({ list, name, township })}`}>
            {name}（{count}）
          </a>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <h2>按类别看：要办的事</h2>
      {links('item', domains.items)}
      <h2>按类别看：有麻烦找谁管</h2>
      {links('duty', domains.duties)}
    </>
  );
}

const HAPPENING = {
  '110': '有人打人、伤人，或有别的危险，正在发生？现在就打 110。',
  '119': '着火、漏气、有人被困，正在发生？现在就打 119。',
  '120': '有人受伤、发急病、中毒，要救命？现在就打 120。',
} as const;

/** Beside the hits: help in an emergency, proofs that villages do not issue, other bodies' work, several items. */
export function SpecialAnswer({
  answer,
  eventLines,
  township,
}: {
  answer: SpecialAnswers;
  eventLines: readonly Line[];
  township: string;
}) {
  const { emergency, caution, proof, outOfScope, event } = answer;
  return (
    <>
      {emergency && (
        <div class="stop" role="alert">
          <p class="big">{HAPPENING[emergency.dial]}</p>
          <Dials />
        </div>
      )}
      {caution && (
        <div class="note">
          <p>要是现在就有危险，先打：</p>
          <Dials />
        </div>
      )}
      {proof && (
        <div class="note">
          <h2>村（居）委会不开这个证明：{proof.name}</h2>
          {proof.where !== '' && (
            <>
              <p>改用下面的材料，或到下面的地方办：</p>
              <ul>
                {proof.where.split(/[/;；]/).map((where) => (
                  <li>{where}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {outOfScope && (
        <div class="note">
          {/* What nobody can be sent to has a name for editors alone. */}
          <h2>
            {outOfScope.topic === '' ? '没找到对应的事' : '这不归镇街办'}
            {outOfScope.where !== '' && `：${outOfScope.topic}`}
          </h2>
          {outOfScope.where !== '' && <p>请找：{outOfScope.where}</p>}
          <p>
            {outOfScope.where === '' && '换个短一点的说法再试，如“低保”。'}
            也可以打 <a href="tel:12345">12345</a> 问，或到镇街便民服务中心窗口问。
          </p>
        </div>
      )}
      {event && (
        <>
          <h2>{event.name}：要办的事</h2>
          <p class="soft">一件一件来，点开看要带什么。</p>
          <Lines lines={eventLines} township={township} />
        </>
      )}
    </>
  );
}

/** The way from a result to a case: always offered, never forced. */
export function SayIt({ township, territorial = '', item = '' }: Record<string, string>) {
  return (
    <p>
      <a href={`/lite/report${query({ township: township ?? '', territorial: territorial ?? '', item: item ?? '' })}`}>
        把这件事交给政府处理
      </a>
    </p>
  );
}
