/** What of a host page a guest could change, as text: two states are equal when nothing was changed. */

/** Runs in the page before any script of it. Nothing of it shows among the page's own names. */
export function watchHost(): void {
  interface Listening {
    target: EventTarget;
    type: string;
    listener: unknown;
  }
  const listening = new Set<Listening>();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (this: EventTarget, ...how: [string, never]) {
    listening.add({ target: this ?? window, type: how[0], listener: how[1] });
    return addEventListener.apply(this, how);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget, ...how: [string, never]) {
    for (const one of listening)
      if (one.target === (this ?? window) && one.type === how[0] && one.listener === how[1]) listening.delete(one);
    return removeEventListener.apply(this, how);
  };
  // Whatever is done on some visits only is done on these.
  Math.random = () => 0;
  let moves = 0;
  for (const name of ['pushState', 'replaceState'] as const) {
    const own = history[name];
    history[name] = (...how) => {
      moves++;
      own.apply(history, how);
    };
  }
  const GUEST = '#rung, #rung *, one-window, one-window *';
  const LOOKS =
    'color background-color font margin padding border float display position overflow text-indent letter-spacing opacity'.split(
      ' ',
    );
  const ofHost = (target: EventTarget) =>
    target instanceof Node
      ? target === document || (target.getRootNode() === document && !(target as Element).matches(GUEST))
      : true;
  const nameOf = (target: EventTarget) => (target instanceof Element ? target.tagName : target.constructor.name);
  const join = (all: Iterable<string>) => {
    let text = '';
    for (const one of all) text += `${one}|`;
    return text;
  };
  const sorted = (all: Iterable<string>) => join([...all].sort());

  const lines: Record<string, () => string> = {
    dom() {
      const copy = document.documentElement.cloneNode(true) as Element;
      for (const guest of [...copy.querySelectorAll('#rung > *, body > one-window')])
        guest.parentNode?.removeChild(guest);
      return copy.outerHTML;
    },
    // A frame is reached by its number.
    names: () => sorted(Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name))),
    natives() {
      const all: string[] = [];
      for (const one of [
        Array,
        String,
        Object,
        Function,
        Promise,
        Element,
        HTMLElement,
        Node,
        Document,
        JSON,
        Math,
        history,
      ])
        all.push(
          join(Object.getOwnPropertyNames(one)),
          join(Object.getOwnPropertyNames('prototype' in one ? one.prototype : one)),
        );
      return join(all);
    },
    listeners() {
      const all: string[] = [];
      for (const { target, type } of listening) if (ofHost(target)) all.push(`${nameOf(target)} ${type}`);
      return sorted(all);
    },
    sheets: () => `${document.styleSheets.length} ${(document.adoptedStyleSheets ?? []).length}`,
    cookies() {
      try {
        return document.cookie;
      } catch {
        return 'refused';
      }
    },
    history: () => `${history.length} ${moves} ${location.href.replace(/\?.*/, '')} ${document.title}`,
    looks() {
      const all: string[] = [];
      for (const element of [...document.querySelectorAll('*')]) {
        if (element.matches(GUEST)) continue;
        const look = getComputedStyle(element);
        all.push(`${element.tagName} ${join(LOOKS.map((name) => look.getPropertyValue(name)))}`);
      }
      return join(all);
    },
  };
  Object.defineProperty(window, Symbol.for('host state'), {
    value: () => {
      let text = '';
      for (const name of Object.keys(lines)) text += `${name}: ${lines[name]?.()}\n`;
      return text;
    },
  });
}

/** To be evaluated in the page. A plain text: host pages bend how lists and objects are written. */
export const HOST_STATE = "window[Symbol.for('host state')]()";
