// Pure. Content security policies as browsers read them: what one allows, and the same one with what is missing.

export interface Policy {
  /** Directive in lower case → sources as written. Of a directive that stands twice the first counts. */
  directives: Record<string, string[]>;
  /** As written. */
  text: string;
}

export function readPolicy(text: string): Policy {
  const directives: Record<string, string[]> = {};
  for (const part of text.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    const directive = name.toLowerCase();
    if (directive && !(directive in directives)) directives[directive] = sources;
  }
  return { directives, text };
}

const FALLBACKS: Record<string, string[]> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
  'style-src': ['style-src-attr', 'style-src', 'default-src'],
  'form-action': ['form-action'],
};

/** The directive of this policy that decides; null when none does and everything is allowed. */
export const decidingFor = ({ directives }: Policy, need: string): string | null =>
  (FALLBACKS[need] ?? [need]).filter((name) => name in directives)[0] ?? null;

const PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

function matches(source: string, target: URL, page: URL): boolean {
  const low = source.toLowerCase();
  if (low === '*') return true;
  if (low === "'self'") return target.origin === page.origin;
  if (/^[a-z][a-z0-9+.-]*:$/.test(low))
    return target.protocol === low || (low === 'http:' && target.protocol === 'https:');
  const [, scheme, host = '', port, path = ''] =
    /^(?:([a-z][a-z0-9+.-]*:)\/\/)?([^:/'"]+)(?::(\d+|\*))?(\/.*)?$/.exec(low) ?? [];
  const wanted = scheme ?? page.protocol;
  const isScheme = wanted === target.protocol || (wanted === 'http:' && target.protocol === 'https:');
  const isHost = host.startsWith('*.')
    ? target.hostname.endsWith(host.slice(1))
    : host === '*' || host === target.hostname;
  const real = target.port || PORTS[target.protocol];
  const isPort = port === '*' || real === (port ?? PORTS[target.protocol]) || (port === '80' && real === '443');
  const isPath =
    path === '' || path === '/' || (path.endsWith('/') ? target.pathname.startsWith(path) : target.pathname === path);
  return host !== '' && isScheme && isHost && isPort && isPath;
}

/** Whether the policy lets the page take `target` for a need such as `script-src`. */
export function allows(policy: Policy, need: string, target: URL, page: URL): boolean {
  const deciding = decidingFor(policy, need);
  return deciding === null || (policy.directives[deciding] ?? []).some((source) => matches(source, target, page));
}

export const has = ({ directives }: Policy, directive: string, source: string): boolean =>
  (directives[directive] ?? []).some((one) => one.toLowerCase() === source);

/** The same policy with one more source; a directive that only falls back gets a line of its own, with what it had. */
export function withSource(text: string, need: string, source: string): string {
  const policy = readPolicy(text);
  const deciding = decidingFor(policy, need);
  if (deciding === null) return `${text.replace(/[;\s]*$/, '')}; ${need} ${source}`;
  // Of the keywords of scripts only 'self' means something to the others.
  const isMeant = (one: string) => !one.startsWith("'") || one.toLowerCase() === "'self'" || need === 'script-src';
  const kept = (policy.directives[deciding] ?? []).filter((one) => one.toLowerCase() !== "'none'" && isMeant(one));
  // Widening default-src would open everything else as well; a more special one than asked for is the one that counts.
  const isOwn = deciding !== 'default-src' && deciding !== 'child-src';
  const made = [isOwn ? deciding : need, ...kept, source].join(' ');
  if (!isOwn) return `${text.replace(/[;\s]*$/, '')}; ${made}`;
  return text.replace(
    new RegExp(`(^|;)(\\s*)${deciding}(?=[\\s;]|$)[^;]*`, 'i'),
    (_, before, space) => `${before}${space}${made}`,
  );
}

export interface PolicyLine {
  policy: Policy;
  /** Whether browsers only report what it forbids. */
  isReportOnly: boolean;
  /** The whole line it stands in, and where. */
  line: string;
  number: number;
}

/**
 * Policies in headers as a browser shows them, or in the settings of a server: `Name: value`, nginx `add_header Name "value"
 * always;`, Apache `Header set Name "value"`, IIS `<add name="Name" value="value" />`.
 */
export function policiesIn(headers: string): PolicyLine[] {
  return headers.split('\n').flatMap((line, at) => {
    const found = /(content-security-policy)(-report-only)?["']?\s*(?::|\s+value=|\s)\s*(?:"([^"]*)"|(.*))/i.exec(line);
    // `#` starts a remark in the settings of servers.
    if (!found || /^\s*#/.test(line)) return [];
    const value = (found[3] ?? found[4] ?? '').trim();
    return value
      .split(',')
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map((text) => ({ policy: readPolicy(text), isReportOnly: found[2] !== undefined, line, number: at + 1 }));
  });
}
