import type { Store } from '../guide/store.ts';

/** An input method uses Enter, Escape and the arrows for itself; 229 is how old browsers say so. */
const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229;

/** Rows, and what is to be read before them: whoever presses Enter must not be carried past it. */
const STOP = '.row, .stop';

/** ↓ and ↑ walk from the box through the rows and back. */
function walk(mount: Element, by: 1 | -1): boolean {
  const stops = [...mount.querySelectorAll<HTMLElement>(`.box input, ${STOP}`)];
  const next = stops[stops.indexOf((mount.getRootNode() as ShadowRoot).activeElement as HTMLElement) + by];
  next?.focus();
  return !!next;
}

function isHandled(event: KeyboardEvent, store: Store, mount: Element): boolean {
  const target = event.target as HTMLElement;
  const inBox = target.matches('.box input');
  switch (event.key) {
    case 'ArrowLeft':
      return event.altKey && store.move(-1);
    case 'ArrowRight':
      return event.altKey && store.move(1);
    case 'ArrowDown':
      return (inBox || target.matches(STOP)) && walk(mount, 1);
    case 'ArrowUp':
      return target.matches(STOP) && walk(mount, -1);
    case 'Enter': {
      const first = inBox && mount.querySelector<HTMLElement>(STOP);
      if (first) first.matches('.row') ? first.click() : first.focus();
      return !!first;
    }
    case 'Escape':
      if (inBox && store.place.query) store.clear();
      else if (store.open) store.toggle(false);
      else return false;
      return true;
    default:
      return false;
  }
}

/** Beside what browsers do with Tab, Enter and the space bar by themselves. */
export function onKey(event: KeyboardEvent, store: Store, mount: Element): void {
  if (!isComposing(event) && isHandled(event, store, mount)) event.preventDefault();
}
