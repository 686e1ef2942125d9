import { describe, expect, it } from 'vitest';
import { messages } from '../../widget/frame/messages.ts';
import { CASES_PROBLEMS } from '../../worker/cases/cases.errors.ts';
import { CONSENTS, LOST, NOTICE } from '../../worker/lite/words.data.ts';

describe('the privacy notice of one version', () => {
  it('is the same in the widget and in the pages without a script', () => {
    const { points, sensitive, sensitiveHint, guardian } = messages.notice;
    expect(NOTICE).toEqual(points);
    // Where the data lie is for each operator to clear: see docs/operating.md.
    expect(JSON.stringify(points)).not.toMatch(/国内|境内|存在哪/);
    expect(CONSENTS).toEqual({ sensitive, sensitiveHint, guardian });
  });

  it('says in the same words what to do without the code, and never that there is no other', () => {
    expect(messages.track.lost).toBe(LOST);
    // What the counter asks for: see `reissue`.
    for (const part of ['身份证件', '镇街', '窗口', '姓名和电话', '匿名']) {
      expect(LOST).toContain(part);
      expect(CASES_PROBLEMS.tooManyLookups.title).toContain(part);
    }
    expect(messages.done.lead).toMatch(/身份证件.*镇街窗口.*匿名/);
    expect(JSON.stringify(messages)).not.toContain('不能再发');
  });
});
