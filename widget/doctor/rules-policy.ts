// Pure. What a content security policy does to the guide: in headers, in settings of a server, in a <meta>.

import { atTag, type Examined, type Finding, finding, isAwake, type Ours, readAddress } from './findings.ts';
import type { Tag } from './html.ts';
import { allows, decidingFor, has, type Policy, policiesIn, readPolicy, withSource } from './policy.ts';

interface Standing {
  policy: Policy;
  isReportOnly: boolean;
  place: NonNullable<Finding['place']>;
}

function allPolicies({ headers }: Examined, { tags }: Ours): Standing[] {
  const inHeaders = policiesIn(headers).map(({ policy, isReportOnly, line, number }) => ({
    policy,
    isReportOnly,
    place: { within: 'headers' as const, line: number, text: line.trim() },
  }));
  const inPage = tags
    .filter(
      (tag) =>
        tag.name === 'meta' && isAwake(tag) && /^content-security-policy$/i.test(tag.attributes['http-equiv'] ?? ''),
    )
    .map((tag) => ({
      policy: readPolicy(tag.attributes['content'] ?? ''),
      isReportOnly: false,
      place: { within: 'html' as const, line: tag.line, text: tag.text },
    }));
  return [...inHeaders, ...inPage];
}

/** A directive that is missing, under the name that decides: `script-src`, or `default-src` when that one stands in for it. */
const nameOf = (policy: Policy, need: string): string => decidingFor(policy, need) ?? need;

/** Whether the tag itself passes: by its address, its nonce or its hash. */
function passesAlone(policy: Policy, { nonce = '', integrity = '' }: Tag['attributes']): boolean {
  const directive = nameOf(policy, 'script-src');
  const hashes = integrity.split(/\s+/).filter((hash) => hash !== '');
  return (
    (nonce !== '' && (policy.directives[directive] ?? []).includes(`'nonce-${nonce}'`)) ||
    (hashes.length > 0 && hashes.every((hash) => (policy.directives[directive] ?? []).includes(`'${hash}'`)))
  );
}

function underScripts(standing: Standing, script: Tag, examined: Examined, page: URL): Finding[] {
  const { policy } = standing;
  const { base } = examined;
  const found: Finding[] = [];
  const directive = nameOf(policy, 'script-src');
  const target = readAddress(`${base}/embed.js`) as URL;
  if (has(policy, directive, "'strict-dynamic'")) {
    // Addresses count for nothing here; what a trusted script adds is trusted.
    if (!passesAlone(policy, script.attributes))
      found.push(
        finding(
          'csp-nonce',
          'stops',
          script === lost ? standing.place : atTag(script),
          script.text.replace(/^<script/i, '<script nonce="…"'),
        ),
      );
  } else if (!allows(policy, 'script-src', target, page))
    // A nonce lets in this one script; what it loads comes by address.
    found.push(finding('csp-script', 'stops', standing.place, '', directive));
  if (!allows(policy, 'connect-src', target, page))
    found.push(finding('csp-connect', 'stops', standing.place, '', nameOf(policy, 'connect-src')));
  if (!allows(policy, 'frame-src', target, page))
    found.push(finding('csp-frame', 'harms', standing.place, '', nameOf(policy, 'frame-src')));
  return found;
}

const NEEDS = {
  'csp-script': 'script-src',
  'csp-connect': 'connect-src',
  'csp-frame': 'frame-src',
  'csp-form': 'form-action',
};

/** All of a policy's findings show the same line: with everything that is missing put in. */
function mended({ policy, place }: Standing, found: readonly Finding[], base: string): string {
  let text = policy.text;
  for (const { cause } of found) {
    const need = NEEDS[cause as keyof typeof NEEDS];
    if (need) text = withSource(text, need, base);
    if (cause === 'csp-trusted-types') {
      const others = (readPolicy(text).directives['trusted-types'] ?? []).filter(
        (name) => name.toLowerCase() !== "'none'",
      );
      text = text.replace(
        /(^|;)(\s*)trusted-types(?=[\s;]|$)[^;]*/i,
        (_, before, space) => `${before}${space}${['trusted-types', ...others, 'one-window'].join(' ')}`,
      );
    }
    if (cause === 'csp-sandbox')
      text = text.replace(
        /(^|;)(\s*)sandbox(?=[\s;]|$)/i,
        '$1$2sandbox allow-scripts allow-same-origin allow-forms allow-popups',
      );
  }
  if (place.text.includes(policy.text)) return place.text.replace(policy.text, () => text);
  // Written with entities: the whole tag anew.
  return `<meta http-equiv="Content-Security-Policy" content="${text}">`;
}

/** The rule for the site's own stylesheet that does what the style attribute wanted. */
const ruleOf = (style: string): string => `one-window { ${style.replace(/;\s*/g, '; ').replace(/[;\s]*$/, '')} }`;

/** Stands in for a script that an editor has removed. */
const lost: Tag = {
  name: 'script',
  attributes: {},
  text: '<script>',
  start: 0,
  line: 1,
  isSelfClosed: false,
  asleepIn: '',
};

function under(standing: Standing, examined: Examined, ours: Ours, page: URL): Finding[] {
  const { policy, place } = standing;
  const { base } = examined;
  const target = readAddress(`${base}/embed.js`) as URL;
  const written = ours.scripts.filter(isAwake)[0];
  // Where the tag was lost the policy is judged for the one that will come back.
  const script = written ?? (ours.elements.length + ours.scripts.length > 0 ? lost : undefined);
  const found: Finding[] = script ? underScripts(standing, script, examined, page) : [];
  if (!script && ours.frames.length > 0 && !allows(policy, 'frame-src', target, page))
    found.push(finding('csp-frame', 'stops', place, '', nameOf(policy, 'frame-src')));
  const isForm = ours.tags.some(({ name, attributes }) => name === 'form' && attributes['action']?.startsWith(base));
  if (isForm && !allows(policy, 'form-action', target, page))
    found.push(finding('csp-form', 'harms', place, '', 'form-action'));
  if ('sandbox' in policy.directives && !has(policy, 'sandbox', 'allow-scripts'))
    found.push(finding('csp-sandbox', 'stops', place));
  return found;
}

function trustedTypes(all: readonly Standing[]): Map<Standing, Finding> {
  const isRequired = all.some(({ policy }) => has(policy, 'require-trusted-types-for', "'script'"));
  const refused = all.filter(
    ({ policy }) =>
      'trusted-types' in policy.directives &&
      !has(policy, 'trusted-types', 'one-window') &&
      !has(policy, 'trusted-types', '*'),
  );
  return new Map(
    isRequired ? refused.map((standing) => [standing, finding('csp-trusted-types', 'stops', standing.place)]) : [],
  );
}

function inlineStyles(all: readonly Standing[], { elements }: Ours): Finding[] {
  const styled = elements.filter((tag) => isAwake(tag) && tag.attributes['style'])[0];
  const refusing = all.some(({ policy }) => {
    const deciding = decidingFor(policy, 'style-src');
    if (deciding === null) return false;
    // A nonce or a hash beside it makes browsers forget 'unsafe-inline'.
    const isUndone = (policy.directives[deciding] ?? []).some((source) => /^'(?:nonce|sha\d+)-/i.test(source));
    return isUndone || !has(policy, deciding, "'unsafe-inline'");
  });
  return styled && refusing
    ? [finding('csp-style', 'harms', atTag(styled), ruleOf(styled.attributes['style'] ?? ''))]
    : [];
}

export function policyFindings(examined: Examined, ours: Ours): Finding[] {
  const everything = allPolicies(examined, ours);
  const all = everything.filter(({ isReportOnly }) => !isReportOnly);
  // Without an address of the page `'self'` stands for another site than ours.
  const page = readAddress(examined.address) ?? new URL('//the-page.invalid/', examined.base);
  const trusted = trustedTypes(all);
  const enforced = all.flatMap((standing) => {
    const found = under(standing, examined, ours, page);
    const ofTypes = trusted.get(standing);
    if (ofTypes) found.push(ofTypes);
    const fix = mended(standing, found, examined.base);
    return found.map((one) => (one.fix ? one : { ...one, fix }));
  });
  const reported = everything.filter(
    (standing) => standing.isReportOnly && under(standing, examined, ours, page).some(({ level }) => level === 'stops'),
  );
  return [
    ...enforced,
    ...inlineStyles(all, ours),
    ...reported.map((standing) =>
      finding(
        'csp-report-only',
        'note',
        standing.place,
        mended(standing, under(standing, examined, ours, page), examined.base),
      ),
    ),
  ];
}
