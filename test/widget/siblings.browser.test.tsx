import { describe, expect, it } from 'vitest';
import { differenceOf, groupSiblings, type Sibling } from '../../widget/pages/siblings.ts';

const one = (name: string, domain = 0): Sibling => ({ name, domain });
const grouped = (...all: Sibling[]) => groupSiblings(all, (own) => own).map((group) => group.map(({ name }) => name));

describe('siblings', () => {
  it('are what begins alike in one domain', () => {
    expect(grouped(one('社会保障卡挂失解挂'), one('失业登记'), one('社会保障卡补领换领'))).toEqual([
      ['社会保障卡挂失解挂', '社会保障卡补领换领'],
      ['失业登记'],
    ]);
  });

  it('are what differs only by what is done about it', () => {
    expect(grouped(one('户口注销登记'), one('户口迁移'))).toEqual([['户口注销登记', '户口迁移']]);
  });

  it('are not what stands in another domain, or only does the same about something else', () => {
    expect(grouped(one('城乡居民基本养老保险参保登记'), one('城乡居民基本医疗保险参保登记', 1))).toHaveLength(2);
    expect(grouped(one('就业登记'), one('失业登记'))).toHaveLength(2);
    // Nothing is left of these names without their actions.
    expect(grouped(one('变更登记'), one('注销备案'))).toHaveLength(2);
  });

  it('stand where the best of them stood', () => {
    expect(grouped(one('失业登记'), one('残疾人证换领'), one('就业登记'), one('残疾人证注销'))).toEqual([
      ['失业登记'],
      ['残疾人证换领', '残疾人证注销'],
      ['就业登记'],
    ]);
  });
});

describe('a chip', () => {
  it.each([
    ['残疾人证注销', '残疾人证换领', '注销'],
    ['户口迁移', '户口注销登记', '迁移'],
    ['城乡居民基本养老保险费补缴申报', '城乡居民基本养老保险参保登记', '补缴申报'],
    ['退役军人和其他优抚对象信息采集', '退役军人报到登记', '其他优抚对象信息采集'],
  ])('of %s beneath %s says %s', (name, leader, difference) => {
    expect(differenceOf(name, leader)).toBe(difference);
  });

  it('says the whole name where too little would be left or nothing is shared', () => {
    expect(differenceOf('养犬登记', '居民身份证申领')).toBe('养犬登记');
    expect(differenceOf('残疾人证', '残疾人证换领')).toBe('残疾人证');
  });
});
