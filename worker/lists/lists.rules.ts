// Pure. What a list entry means to the reader: who receives, who checks, who decides.

/**
 * The part that a township (or village) plays in an item, in the words of the lists.
 * The position in this list is what the widget's data files carry: append only.
 */
export const SERVICE_ROLES = [
  '受理审核',
  '受理转报',
  '终审办结',
  '代办帮办',
  '派驻办理',
  '受理分流',
  '受理办理',
  '初审公示',
  '代办',
  '直接办理',
  '信息采集',
  '帮办',
  '代收转报',
  '证明盖章',
] as const;
export type ServiceRole = (typeof SERVICE_ROLES)[number];

/** Who does a step: the responsible office, the village's station, the competent department, the village committee. */
export type StepActor = 'office' | 'station' | 'department' | 'village';
/** What happens in a step, told from the citizen's side. */
export type StepAction = 'handIn' | 'help' | 'check' | 'publish' | 'forward' | 'register' | 'decide' | 'route';
export interface GuideStep {
  action: StepAction;
  by: StepActor;
}

const step = (action: StepAction, by: StepActor): GuideStep => ({ action, by });

/**
 * The way an item takes, derived from the township's role in the list and from nothing else:
 * where it is handed in, who checks, who decides.
 * Village items never end in the village (Shandong regulation on township governments, art. 24:
 * duties may not be pushed on to village committees) unless the list says 直接办理, 信息采集 or 证明盖章.
 */
export function stepsOf(role: ServiceRole): GuideStep[] {
  switch (role) {
    case '受理审核':
      return [step('handIn', 'office'), step('check', 'office'), step('decide', 'department')];
    case '受理转报':
      return [step('handIn', 'office'), step('forward', 'office'), step('decide', 'department')];
    case '终审办结':
    case '受理办理':
    case '派驻办理':
      return [step('handIn', 'office'), step('decide', 'office')];
    case '代办帮办':
      return [step('help', 'office'), step('decide', 'department')];
    case '受理分流':
      return [step('handIn', 'office'), step('route', 'office')];
    case '初审公示':
      return [step('handIn', 'station'), step('publish', 'village'), step('check', 'office')];
    case '代办':
    case '代收转报':
      return [step('handIn', 'station'), step('forward', 'station'), step('check', 'office')];
    case '帮办':
      return [step('help', 'station'), step('check', 'office')];
    case '直接办理':
      return [step('handIn', 'station'), step('decide', 'station')];
    case '信息采集':
      return [step('register', 'station'), step('forward', 'station')];
    case '证明盖章':
      return [step('handIn', 'station'), step('decide', 'village')];
  }
}

/** What of an entry nobody has checked against a source yet: bit values in the widget's data files. */
export const UNVERIFIED_BITS = {
  name: 1,
  legalBasis: 2,
  statutoryLimit: 4,
  promisedLimit: 8,
  leadDepartment: 16,
  office: 32,
} as const;
export type UnverifiedPart = keyof typeof UNVERIFIED_BITS;

export function unverifiedBits(parts: readonly UnverifiedPart[]): number {
  return parts.reduce((sum, part) => sum + UNVERIFIED_BITS[part], 0);
}

export function unverifiedParts(bits: number): UnverifiedPart[] {
  return (Object.keys(UNVERIFIED_BITS) as UnverifiedPart[]).filter((part) => (bits & UNVERIFIED_BITS[part]) !== 0);
}
