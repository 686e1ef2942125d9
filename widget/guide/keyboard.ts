import type { Store } from './store.ts';

/** An input method uses Enter, Escape and the arrows for itself; 229 is how old browsers say so. */
const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229;

/** ↓ and ↑ walk from the box through the rows and back. */
function walk(mount: Element, by: 1 | -1): boolean {
  const stops = [...mount.querySelectorAll<HTMLElement>('.box input, .row')];
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
      return (inBox || target.matches('.row')) && walk(mount, 1);
    case 'ArrowUp':
      return target.matches('.row') && walk(mount, -1);
    case 'Enter': {
      const first = inBox && mount.querySelector<HTMLElement>('.row');
      if (first) first.click();
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

export function onKey(event: KeyboardEvent, store: Store, mount: Element): void {
  if (!isComposing(event) && isHandled(event, store, mount)) event.preventDefault();
  // Old sites swallow Backspace or Enter on the document unless the target is an INPUT; from outside ours is not.
  event.stopPropagation();
}
