import type { Drafts } from './drafts.ts';
import type { Journey } from './journey.ts';
import type { Messages } from './messages.ts';
import type { Sender } from './sender.ts';

/** What every page of intake gets. Pages only draw: what can be done is in the three. */
export interface PageProps {
  t: Messages;
  journey: Journey;
  drafts: Drafts;
  sender: Sender;
  /** Closes the frame, or ends the page. */
  close: () => void;
}
