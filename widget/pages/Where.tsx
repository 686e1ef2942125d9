import type { ItemProps } from './item.ts';
import { pageMessages } from './messages.ts';

export function Where({ store, guides, isVillage, office, officeLabel }: ItemProps) {
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
          <dd>{contact.phone ? <a href={`tel:${contact.phone}`}>{contact.phone}</a> : t.askCounter}</dd>
        </dl>
      ) : (
        <p>{p.callFirst}</p>
      )}
      {!township && (
        <button type="button" class="main" onClick={() => store.go('townships', '')}>
          {t.chooseTownship}
        </button>
      )}
    </section>
  );
}
