import { Component } from 'preact';
import type { EmbedIndex, EmbedVillages } from '#catalogue/embed';
import { load } from './api.ts';
import { Heading, Line, Select, Tick } from './fields.tsx';
import { fill } from './messages.ts';
import type { PageProps } from './page.ts';

interface Named {
  code: string;
  name: string;
}
interface Lists {
  townships?: Named[];
  villages?: Named[];
  offices?: Named[];
  departments?: Named[];
  isFailed?: boolean;
}

/** What was loaded is there at once the next time. */
export const lists: Lists = {};

const itemsOf = async (path: string): Promise<Named[]> => {
  const { items } = await load<{ items: (Named & { id?: string })[] }>(path);
  return items.map(({ id, code, name }) => ({ code: id ?? code, name }));
};

/** A page that needs a list: it stands at once, the list follows, and without it one can still go on. */
abstract class ListPage extends Component<PageProps, { lists: Lists; of: string }> {
  override state = { lists, of: '' };
  private latest = '';

  override componentDidMount(): void {
    this.want();
  }
  override componentDidUpdate(): void {
    this.want();
  }

  abstract fetchLists(township: string): Promise<Lists>;

  private want(): void {
    const { township } = this.props.journey.answers;
    const of = `township ${township}`;
    if (of === this.latest) return;
    this.latest = of;
    void this.fetchLists(township)
      .then((found) => ({ ...found, isFailed: false }))
      .catch(() => ({ isFailed: true }))
      .then((found) => {
        if (of !== this.latest) return;
        Object.assign(lists, found);
        this.setState({ of });
      });
  }
}

export class WherePage extends ListPage {
  async fetchLists(township: string): Promise<Lists> {
    const index = await load<EmbedIndex>('/embed/data/index.json');
    lists.townships = index.townships.map(([code, name]) => ({ code, name }));
    const villages = await load<EmbedVillages>('/embed/data/villages.json');
    return { villages: (villages[township] ?? []).map(([code, name]) => ({ code, name })) };
  }

  override render({ t, journey }: PageProps) {
    const { answers, faults } = journey;
    const w = t.where;
    const pairs = (named: Named[] = []) => named.map(({ code, name }) => [code, name] as const);
    return (
      <>
        <Heading>{w.title}</Heading>
        {lists.isFailed && (
          <p class="notice" role="alert">
            {t.openFailed}
          </p>
        )}
        <Select
          t={t}
          name="township"
          label={w.township}
          faults={faults}
          value={answers.township}
          empty={w.choose}
          options={pairs(lists.townships)}
          onChoose={(township) => journey.set({ township, village: '', offices: [] })}
        />
        {answers.township && (
          <Select
            t={t}
            name="village"
            label={w.village}
            isOptional
            faults={faults}
            value={answers.village}
            empty={w.unknown}
            options={pairs(lists.villages)}
            onChoose={(village) => journey.set({ village })}
          />
        )}
        <Line
          t={t}
          name="place"
          label={w.place}
          hint={w.placeHint}
          isOptional
          faults={faults}
          rows={2}
          value={answers.place}
          onText={(place) => journey.set({ place })}
        />
      </>
    );
  }
}

/** Whoever is named here does not get to see the case. */
export class AboutPage extends ListPage {
  async fetchLists(township: string): Promise<Lists> {
    const [offices, departments] = await Promise.all([
      itemsOf(`/api/v1/offices?township=${township}&limit=200`),
      itemsOf('/api/v1/departments?limit=200'),
    ]);
    return { offices, departments };
  }

  private list(field: 'offices' | 'departments') {
    const { t, journey } = this.props;
    const chosen = journey.answers[field];
    return (
      <details open={chosen.length > 0}>
        <summary id={field}>
          {t.about[field]}
          {t.optional}
          {chosen.length > 0 && ` ${fill(t.about.chosen, chosen.length)}`}
        </summary>
        {(lists[field] ?? []).map(({ code, name }) => (
          <Tick
            key={code}
            lang="zh-CN"
            label={name}
            {...(chosen.includes(code) && { hint: t.about.sees })}
            isOn={chosen.includes(code)}
            onTick={(isOn) =>
              journey.set({ [field]: isOn ? [...chosen, code] : chosen.filter((other) => other !== code) })
            }
          />
        ))}
      </details>
    );
  }

  override render({ t, journey }: PageProps) {
    const { answers, faults } = journey;
    return (
      <>
        <Heading>{t.about.title}</Heading>
        <Line
          t={t}
          name="persons"
          label={t.about.persons}
          hint={t.about.personsHint}
          isOptional
          faults={faults}
          value={answers.persons}
          onText={(persons) => journey.set({ persons })}
        />
        <p>{t.about.lead}</p>
        {lists.isFailed && (
          <p class="notice" role="alert">
            {t.about.failed}
          </p>
        )}
        {this.list('offices')}
        {this.list('departments')}
      </>
    );
  }
}
