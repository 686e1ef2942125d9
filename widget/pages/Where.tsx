import { townshipName } from '../guide/catalogue.ts';
import type { ItemProps } from './item.ts';
import { MapLinks } from './MapLinks.tsx';
import { pageMessages } from './messages.ts';
import { Tel } from './Tel.tsx';

export function Where({ store, index, guides, isVillage, office, officeLabel }: ItemProps) {
  const { t, township } = store;
  const p = t.pages ?? pageMessages;
  const contact = guides.officeContacts[`${township}-${office}`];
  return (
    <section class="first">
      <h3>{p.where}</h3>
      {isVillage && <p class="big">{t.station}</p>}
      {isVillage && officeLabel && <p>{p.thenTownship}</p>}
      {(officeLabel || !isVillage) && (
        <p class="big" lang="zh-CN">
          {officeLabel || t.askCounter}
        </p>
      )}
      {contact ? (
        <dl>
          <dt>{p.place}</dt>
          <dd lang="zh-CN">{contact.place || t.askCounter}</dd>
          <dt>{p.hours}</dt>
          <dd lang="zh-CN">{contact.hours || t.askCounter}</dd>
          <dt>{p.phone}</dt>
          <dd>{contact.phone ? <Tel number={contact.phone} text={contact.phone} /> : t.askCounter}</dd>
        </dl>
      ) : (
        <p>{p.callFirst}</p>
      )}
      {contact?.place && <MapLinks p={p} place={townshipName(index, township) + contact.place} />}
      {!township && (
        <button type="button" class="main" onClick={() => store.go('townships', '')}>
          {t.chooseTownship}
        </button>
      )}
    </section>
  );
}
