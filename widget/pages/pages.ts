// The second stage: fetched together with the guides' data, after the first result could be shown.

export { DomainPage } from './DomainPage.tsx';
export { ItemPage } from './ItemPage.tsx';
export { default as css } from './pages.css?inline';
export { agreeing } from './release.ts';
export { TerritorialPage } from './TerritorialPage.tsx';
