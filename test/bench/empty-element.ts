/** What the widget is measured against: the least that a Preact element on someone else's page can be. */
import { h, render } from 'preact';

customElements.define(
  'empty-element',
  class extends HTMLElement {
    connectedCallback(): void {
      render(h('p', null, 'x'), this.attachShadow({ mode: 'open' }));
    }
  },
);
