import { OneWindowElement } from './element.ts';

// A page may load the widget twice, or another version of it: the first one stays.
if (!customElements.get('one-window')) customElements.define('one-window', OneWindowElement);
