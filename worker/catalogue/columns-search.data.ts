/** The files that the search learns from: see `columns.data.ts`. */

import { type FileSpec, free, listCode, words } from './column-kinds.rules.ts';
import { SOUND_GROUPS_FILE, SOUND_PARTS } from './sound-groups.rules.ts';

export const SEARCH_FILES: readonly FileSpec[] = [
  {
    file: 'search/keywords.csv',
    optional: true,
    columns: [
      listCode('code', true),
      { name: 'keyword', required: true, pattern: /^.{2,8}$/u, expected: '群众的叫法，2 到 8 个字' },
      {
        name: 'kind',
        required: true,
        oneOf: ['alias', 'old-name', 'dialect', 'symptom', 'object', 'person', 'place'],
        expected: 'alias 叫法、old-name 旧称、dialect 方言、symptom 症状、object 东西、person 人、place 地方 之一',
      },
      words('reason', '为什么归这一项'),
    ],
  },
  {
    file: 'search/phrases.csv',
    optional: true,
    columns: [listCode('code', true), words('phrase', '群众会怎么问，一句一行')],
  },
  {
    file: 'search/emergencies.csv',
    optional: true,
    columns: [
      { ...words('expression', '正在出事的说法；几个词用空格隔开'), unique: true },
      { name: 'dial', required: true, oneOf: ['110', '119', '120'], expected: '110、119、120 之一' },
      words('kind', '哪一类'),
      words('reason', '为什么'),
    ],
  },
  {
    file: 'search/emergency_phrases.csv',
    optional: true,
    columns: [
      { name: 'dial', required: true, oneOf: ['110', '119', '120'], expected: '110、119、120 之一' },
      words('kind', '哪一类，与 emergencies.csv 的 kind 用同样的词'),
      words('phrase', '正在出事的人会怎么说，一句一行'),
    ],
  },
  {
    file: 'search/calm.csv',
    optional: true,
    columns: [{ ...words('word', '有了它就不是正在出事的词'), unique: true }, words('reason', '为什么')],
  },
  {
    file: 'search/elsewhere.csv',
    key: 'topic',
    optional: true,
    columns: [
      { ...words('topic', '不归镇街办的事'), unique: true },
      { name: 'words', required: true, list: true, expected: '群众的叫法，用分号隔开' },
      free('where', '该去哪里；不知道就空着'),
      words('reason', '为什么不归镇街'),
    ],
  },
  {
    file: 'search/elsewhere_phrases.csv',
    optional: true,
    columns: [
      { name: 'topic', required: true, refersTo: ['search/elsewhere.csv'], expected: 'elsewhere.csv 里的 topic' },
      words('phrase', '群众会怎么问，一句一行'),
    ],
  },
  {
    file: 'search/events.csv',
    optional: true,
    columns: [
      { ...words('event', '一件事的名称'), unique: true },
      { name: 'words', required: true, list: true, expected: '群众的说法，用分号隔开；几个词都要有的，用空格隔开' },
      listCode('codes', true, true),
      words('reason', '为什么是一件事'),
    ],
  },
  {
    file: SOUND_GROUPS_FILE,
    optional: true,
    columns: [
      { name: 'part', required: true, oneOf: SOUND_PARTS, expected: `${SOUND_PARTS.join('、')} 之一` },
      { name: 'sounds', required: true, list: true, expected: '群众分不清的音，用分号隔开，如 zh;z' },
      words('reason', '为什么分不清'),
    ],
  },
];
