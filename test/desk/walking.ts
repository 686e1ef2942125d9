/** Pages of the desk as a machine reads them: where their links lead, what their forms hold, how to fill them in. */
import { DESK_ACCESS } from '../../worker/desk/access.data.ts';

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
export const decode = (html: string) =>
  html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? '');
const attribute = (tag: string, name: string) => decode(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

export interface Field {
  name: string;
  /** `text`: whatever somebody types, in one line or many. `fixed`: hidden. */
  kind: 'text' | 'date' | 'number' | 'choice' | 'tick' | 'fixed' | 'password' | 'file';
  /** What a browser would send; of choices the chosen ones. */
  values: string[];
  options: string[];
}
export interface DeskForm {
  action: string;
  method: 'get' | 'post';
  hasFiles: boolean;
  fields: Field[];
}

const KINDS: Record<string, Field['kind']> = {
  hidden: 'fixed',
  date: 'date',
  number: 'number',
  radio: 'choice',
  checkbox: 'tick',
  password: 'password',
  file: 'file',
};

function fieldsOf(inside: string): Field[] {
  const fields = new Map<string, Field>();
  const field = (name: string, kind: Field['kind']): Field => {
    const known = fields.get(name) ?? { name, kind, values: [], options: [] };
    fields.set(name, known);
    return known;
  };
  for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
    const kind = KINDS[attribute(tag, 'type')] ?? 'text';
    const one = field(attribute(tag, 'name'), kind);
    const value = attribute(tag, 'value');
    if (kind === 'choice' || kind === 'tick') one.options.push(value);
    if ((kind !== 'choice' && kind !== 'tick') || / checked/.test(tag)) one.values.push(value);
  }
  for (const [, tag = '', text = ''] of inside.matchAll(/(<textarea[^>]*>)(.*?)<\/textarea>/gs))
    field(attribute(tag, 'name'), 'text').values.push(decode(text).replace(/^\n/, ''));
  for (const [, tag = '', options = ''] of inside.matchAll(/(<select[^>]*>)(.*?)<\/select>/gs)) {
    const one = field(attribute(tag, 'name'), 'choice');
    one.options = [...options.matchAll(/<option[^>]*>/g)].map(([option]) => attribute(option, 'value'));
    one.values = [...options.matchAll(/<option[^>]* selected[^>]*>/g)].map(([option]) => attribute(option, 'value'));
  }
  for (const [tag] of inside.matchAll(/<button[^>]*>/g)) {
    const name = attribute(tag, 'name');
    if (name !== '') field(name, 'fixed').values = [attribute(tag, 'value')];
  }
  fields.delete('');
  return [...fields.values()];
}

/** @param path of the page: a form without an address goes there */
export const formsOf = (html: string, path: string): DeskForm[] =>
  [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)].map(([, head = '', inside = '']) => ({
    action: attribute(head, 'action') || path,
    method: attribute(head, 'method') === 'post' ? 'post' : 'get',
    hasFiles: head.includes('multipart'),
    fields: fieldsOf(inside),
  }));

export const linksOf = (html: string): string[] => [
  ...new Set([...html.matchAll(/<a [^>]*href="(\/desk[^"#]*)/g)].map(([, link = '']) => decode(link))),
];

/** Routes by their method, those with the fewest parameters first: `/desk/sites/new` is not `/desk/sites/:id`. */
const routes = () =>
  [...DESK_ACCESS.keys()]
    .filter((route) => !route.includes('*'))
    .map((route) => {
      const [method = '', path = ''] = route.split(' ');
      const pattern = path.replace(
        /:\w+(?:\{((?:[^{}]|\{[^}]*\})*)\})?/g,
        (_, own?: string) => `(?:${own ?? '[^/]+'})`,
      );
      return { route, method, pattern: new RegExp(`^${pattern}$`), parameters: path.split(':').length };
    })
    .sort((a, b) => a.parameters - b.parameters);
let known: ReturnType<typeof routes> | undefined;

/** `POST /desk/cases/:id{…}/accept` for an address that it matches; empty for none. */
export function routeOf(method: 'GET' | 'POST', address: string): string {
  known ??= routes();
  const path = decodeURI(address.split('?')[0] ?? '');
  return known.find((one) => one.method === method && one.pattern.test(path))?.route ?? '';
}

const moment = (hours: number): string =>
  new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
/** What fields of one line want that are no free text. */
const WANTED: Record<string, () => string> = {
  starts: () => moment(0.5),
  ends: () => moment(3),
  phone: () => '13800000000',
};
const TOMORROW = () => moment(24).slice(0, 10);

/** What somebody sensible would send: the first choice, tomorrow, 1. @param typed for each field that takes text */
export function sensible({ fields }: DeskForm, typed: (field: Field) => string): [string, string][] {
  return fields.flatMap((field): [string, string][] => {
    const { name, kind, values, options } = field;
    if (name === 'once') return [[name, crypto.randomUUID()]];
    if (kind === 'file' || kind === 'password') return [];
    if (kind === 'fixed') return values.map((value) => [name, value]);
    if (kind === 'date') return [[name, values[0] || TOMORROW()]];
    if (kind === 'number') return [[name, values[0] || '1']];
    if (kind === 'text') return [[name, WANTED[name]?.() ?? typed(field)]];
    const chosen = values.filter((value) => value !== '');
    const first = options.find((option) => option !== '');
    return chosen.length > 0 ? chosen.map((value) => [name, value]) : first === undefined ? [] : [[name, first]];
  });
}
