/** Looks at what is handed in: does a clerk have to look at it first? Decides nothing else. */
import type { Caller } from '../platform/caller.ts';
import { Echoes } from '../platform/echoes.ts';
import type { Keys } from '../platform/keys.ts';
import type { Submission } from './cases.contract.ts';
import type { Review } from './handling.contract.ts';
import { digest } from './naming.usecases.ts';
import { gist, neighbourhood, readForm, reviewOf, signalsOf } from './review.rules.ts';

/** One for each isolate. */
export class Reviews {
  readonly #echoes = new Echoes();

  /**
   * @param form header `X-Form`
   * @param idempotencyKey a retry counts once
   * @returns null when there is nothing odd about it
   */
  async look(
    { keys, now }: { keys: Keys; now: number },
    { address }: Caller,
    submission: Submission,
    form: string,
    idempotencyKey: string,
  ): Promise<Review | null> {
    const what = await digest(keys, 'echo', neighbourhood(address), gist(submission.text));
    const echoes = this.#echoes.hear(what, idempotencyKey.toLowerCase(), now);
    return reviewOf(signalsOf(submission, readForm(form), echoes));
  }
}
