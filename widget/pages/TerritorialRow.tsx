import type { ComponentChildren } from 'preact';
import type { EmbedMore } from '#catalogue/embed';
import { fill } from '../guide/messages.ts';
import { Row } from '../guide/Row.tsx';
import { rowOf } from '../guide/rows.ts';
import type { Store } from '../guide/store.ts';
import { Listed } from './Listed.tsx';
import { pageMessages } from './messages.ts';

interface TerritorialRowProps {
  store: Store;
  more: EmbedMore;
  at: number;
  query?: string;
  why?: string;
  after?: ComponentChildren;
}

export function TerritorialRow({ more, at, ...row }: TerritorialRowProps) {
  const { t } = row.store;
  const p = t.pages ?? pageMessages;
  const { code, name, lead } = rowOf(more.territorial, at);
  return (
    <Row {...row} view="territorial" code={code} name={name}>
      <span>{lead ? <Listed name={lead} text={p.leads} /> : fill(p.leads, t.askCounter)}</span>
    </Row>
  );
}
