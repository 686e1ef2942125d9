// Which tellings of a life event become a bundle, and which questions beside one must not.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../tasks/catalogue.ts';
import { root } from '../../tasks/environment.mjs';
import { specialAnswers } from '../../worker/search/special.rules.ts';

const { events, eventMarkers } = loadContent(join(root, 'catalogue')).search;
const knowledge = { emergencies: [], calm: [], elsewhere: [], hints: '', proofs: [], events, eventMarkers };
/** Events go by words alone: nothing has to be learnt for them. */
const eventOf = (query: string) => specialAnswers(knowledge, query, []).event?.name ?? null;

/** None of these is from the sets of questions, and none stands in the file as it is. */
const TELLINGS: Record<string, string[]> = {
  孩子出生: ['家里添丁了要跑哪些手续', '孩子刚出生，都得办啥啊', '俺要当爹了提前弄啥', '新生儿一般要办啥手续'],
  孩子上学: ['孩子该上小学了都要办什么', '孩子上学得准备啥', '娃要上学了咋弄'],
  退役回来: ['俺退伍回来了', '退役了得办啥手续', '孩子当兵回来了，找谁', '刚退伍 要办哪些'],
  盖房子: ['老屋想翻盖', '在村里盖房子得办啥手续', '翻盖老房要办哪些手续', '盖房子咋弄'],
  开店: ['想开个小饭店', '在镇上开个店都要办啥', '做小生意要办啥手续', '想开个小卖部都跑哪些地方'],
  老人去世: ['老伴走了都得办啥', '我爹没了 要办哪些', '老人去世了怎么办', '家里老了人都得办啥', '俺娘去世后啥手续'],
  结婚: ['儿子要结婚', '结婚都得办哪些手续', '娶媳妇得准备啥', '闺女出嫁都要办什么'],
  外地来住: ['从外地来这住要办啥', '俺刚搬来咋办', '外地人来这边住得办哪些'],
  外出务工: ['出去打工前都得办啥', '俺要去外地打工准备啥', '外出务工要办哪些手续'],
  老人满60岁: ['俺爹满六十了要办啥', '60岁了都能享受啥', '到六十岁都得办什么'],
  得了大病: ['家里人得了大病咋办', '查出癌了都得办啥', '得了重病国家有啥政策'],
  有了残疾: ['车祸落下残疾咋办', '残疾人国家有哪些政策', '腿截肢了要办啥'],
  失业了: ['失业了怎么办', '下岗了能享受啥', '被辞退了都得办啥'],
  家里受灾: ['家里受灾了咋办', '遭了灾都得办啥', '受灾国家有啥补助'],
  回来种地: ['回来种地都有啥补贴', '想包地要办啥手续', '种大棚都得办啥'],
  考上大学: ['孩子上大学了家里能享受啥', '闺女拿到录取通知书了接下来办啥'],
  参军入伍: ['娃要参军了都得办啥', '孩子验上兵了，先办哪些'],
  嫁来落户: ['俺刚嫁过来', '外省媳妇娶进门，手续都要跑哪些'],
  搬迁安置: ['俺庄要搬迁', '拆迁了能享受啥'],
  没了爹娘的孩子: ['孩子父母都没了', '侄女成了孤儿能领啥'],
  小区物业: ['小区想换物业，从哪下手', '成立业委会要办哪些'],
  刑满回来: ['刑满释放回来都得办啥', '俺儿刚出狱', '出狱后咋办'],
};

/** One item is meant, though an event is told of. */
const ONE_ITEM = [
  '老人去世户口怎么销',
  '老伴走了户口咋销',
  '爹没了养老金怎么停',
  '去世老人的丧葬费怎么领',
  '老人去世火化费能免吗',
  '给新生儿交医保',
  '孩子刚出生户口咋上',
  '刚生了孩子怎么领育儿补贴',
  '新生儿打疫苗的本子在哪办',
  '怀孕了去哪建档',
  '孩子上小学去哪报名',
  '上学贷款怎么办理',
  '外地户口孩子在这上学行不行',
  '退伍军人优待证怎么办',
  '当兵回来的一次性补助什么时候发',
  '盖房子宅基地怎么批',
  '盖好的房子怎么办房产证',
  '危房改造能给多少钱',
  '开店的营业执照怎么办',
  '饭店换老板执照怎么改',
  '结婚登记怎么预约',
  '结婚后怎么迁户口',
  '离婚怎么办',
  '居住证怎么办',
  '外出打工的养老保险怎么转',
  '在外打工老板不给工资',
  '60岁养老金怎么领',
  '六十岁老年证在哪办',
  '老年人免费体检什么时候',
  '大病救助怎么申请',
  '得了糖尿病买药能报销不',
  '残疾证怎么办',
  '残疾人轮椅怎么申请',
  '失业金怎么领',
  '失业登记在哪办',
  '麦子被冰雹砸了保险赔不赔',
  '受灾的房子重建给多少钱',
  '种地补贴啥时候发',
  '包地合同纠纷找谁',
  '刑满释放人员低保怎么申请',
  '小孩发烧吃啥药',
  '物业费太贵了',
  '考上大学户口要迁走不',
  '当兵的优待金啥时候发',
  '嫁过去的闺女还有地不',
  '征地的钱没给全',
  '孤儿补贴停了',
  '身份证没了咋办',
  '社保卡没了要办哪些手续',
  '狗没了咋办',
];

describe('a life event', () => {
  it.each(Object.entries(TELLINGS).flatMap(([event, list]) => list.map((query) => [event, query])))(
    '%s is heard in: %s',
    (event, query) => {
      expect(eventOf(query)).toBe(event);
    },
  );

  it.each(events.map(([name]) => name))('%s has tellings of its own here', (event) => {
    expect(TELLINGS[event]).toBeDefined();
  });

  it.each(ONE_ITEM)('is no answer to a question for one item: %s', (query) => {
    expect(eventOf(query)).toBeNull();
  });
});
