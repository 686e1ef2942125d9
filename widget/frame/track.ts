// The second door: fetched when somebody wants to see where a case stands.

export { TrackingPage } from './TrackingPage.tsx';
export { Tracking } from './tracking.ts';
