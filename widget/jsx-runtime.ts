// Stands in for preact/jsx-runtime in the build: that one also carries string templates for servers,
// and 150 bytes count here. Tests run with the original.

import { type ComponentType, h, type VNode } from 'preact';

export { Fragment } from 'preact';

export const jsx = (type: string, props: object, key?: string): VNode =>
  h(type as unknown as ComponentType, key === undefined ? props : { ...props, key });
export { jsx as jsxs };
