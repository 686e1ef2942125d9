/** The files that the search learns from: see `columns.data.ts`. */

import { type FileSpec, free, listCode, words } from './column-kinds.rules.ts';
import { PATTERNS_FILE, SLOTS_FILE } from './danger-examples.rules.ts';
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
    file: PATTERNS_FILE,
    optional: true,
    columns: [
      words('kind', '哪一类，与 emergencies.csv 的 kind 用同样的词'),
      { name: 'who', list: true, expected: '谁、什么东西，用分号隔开；@ 后面写 emergency_slots.csv 的 part，如 @人' },
      { name: 'happens', required: true, list: true, expected: '正在出什么事，用分号隔开' },
      words('reason', '为什么是一类'),
    ],
  },
  {
    file: SLOTS_FILE,
    optional: true,
    columns: [
      { ...words('part', '一句话里的一部分，如 人、急着'), unique: true },
      { name: 'words', required: true, list: true, expected: '可以填在这里的词，用分号隔开' },
      words('reason', '这一部分是什么'),
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
    key: 'event',
    optional: true,
    columns: [
      { ...words('event', '一件事的名称'), unique: true },
      {
        name: 'words',
        required: true,
        list: true,
        expected: '有了它就算的说法，用分号隔开；几个词都要有的，用空格隔开',
      },
      listCode('codes', true, true),
      words('reason', '为什么是一件事'),
    ],
  },
  {
    file: 'search/event_tells.csv',
    optional: true,
    columns: [
      { name: 'event', required: true, refersTo: ['search/events.csv'], expected: 'events.csv 里的 event' },
      {
        name: 'words',
        required: true,
        list: true,
        expected: '说到这件事的词，用分号隔开；还要有 event_markers.csv 里的一个说法才算',
      },
      words('reason', '为什么说到它'),
    ],
  },
  {
    file: 'search/event_markers.csv',
    optional: true,
    columns: [
      { name: 'words', required: true, list: true, expected: '问的不止一样的说法，用分号隔开，如 都得办;跑哪些' },
      words('reason', '为什么问的不止一样'),
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
