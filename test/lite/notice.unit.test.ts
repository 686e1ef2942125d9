import { describe, expect, it } from 'vitest';
import { messages } from '../../widget/frame/messages.ts';
import { CONSENTS, NOTICE } from '../../worker/lite/words.data.ts';

describe('the privacy notice of one version', () => {
  it('is the same in the widget and in the pages without a script', () => {
    const { points, sensitive, sensitiveHint, guardian } = messages.notice;
    expect(NOTICE).toEqual(points);
    expect(CONSENTS).toEqual({ sensitive, sensitiveHint, guardian });
  });
});
