import type { ComponentChildren } from 'preact';
import type { EmbedMore } from '#catalogue/embed';
import { fill } from '../guide/messages.ts';
import { Row } from '../guide/Row.tsx';
import { rowOf } from '../guide/rows.ts';
import type { Store } from '../guide/store.ts';
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
  const { code, name, lead } = rowOf(more.territorial, at);
  return (
    <Row {...row} view="territorial" code={code} name={name}>
      <span>{fill((t.pages ?? pageMessages).leads, lead || t.askCounter)}</span>
    </Row>
  );
}
