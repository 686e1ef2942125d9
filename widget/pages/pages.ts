// The second stage: fetched as soon as the first result can be shown.

export { Banner } from './Banner.tsx';
export { DomainPage } from './DomainPage.tsx';
export { equip } from './finder.ts';
export { IntakePage } from './IntakePage.tsx';
export { ItemPage } from './ItemPage.tsx';
export { onKey } from './keyboard.ts';
export { default as css } from './pages.css?inline';
export { Results } from './Results.tsx';
export { agreeing } from './release.ts';
export { TerritorialPage } from './TerritorialPage.tsx';
