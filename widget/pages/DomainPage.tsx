import type { GuidePageProps } from '../guide/page.ts';
import { ItemRow } from '../guide/Row.tsx';

export function DomainPage({ store, index, at: domain }: GuidePageProps) {
  return (
    <ul>
      {index.items.domain.map((own, at) => own === domain && <ItemRow key={at} store={store} index={index} at={at} />)}
    </ul>
  );
}
