import { describe, expect, test } from 'vitest';
import { type Linking, linkCases } from '../../src/stages/detect-issues/grouping.js';
import { isTelling, termSpace } from '../../src/stages/detect-issues/terms.js';
import { titlesOf } from '../../src/stages/detect-issues/titles.js';
import { issueKnobs } from '../support/issue-knobs.js';

const linking: Linking = { ...issueKnobs, least: issueKnobs.least_cases };

/** Enough other matters that words are rare. */
const others = Array.from({ length: 40 }, (_, at) => `路灯${at} 井盖${at} 树木${at} 广告牌${at} 护栏${at}`);
const otherPlaces = others.map(() => [] as string[]);

function groups(texts: readonly string[], places: readonly (readonly string[])[]) {
  const space = termSpace(
    [...texts, ...others],
    [...places, ...otherPlaces].map(names => names[0] ?? ''),
  );
  return linkCases(space, [...places, ...otherPlaces], linking).map(group => ({
    place: group.place,
    members: group.members,
  }));
}

describe('linkCases', () => {
  const water = ['物业 停水 捆绑 物业费', '停水 捆绑 收取 物业费', '捆绑 物业费 关阀 停水'];
  const lift = ['电梯 故障 困人 维保', '电梯 困人 停运 维保', '电梯 故障 停运 维保'];

  test('one place, two matters: two issues', () => {
    const texts = [...water, ...lift];
    expect(
      groups(
        texts,
        texts.map(() => ['湖滨小区']),
      ),
    ).toEqual([
      { place: '湖滨小区', members: [0, 1, 2] },
      { place: '湖滨小区', members: [3, 4, 5] },
    ]);
  });

  test('one matter, two places: two issues', () => {
    const texts = [...lift, ...lift];
    const places = texts.map((_, at) => [at < 3 ? '湖滨小区' : '云山花园']);
    expect(groups(texts, places).map(group => [group.place, group.members])).toEqual([
      ['云山花园', [3, 4, 5]],
      ['湖滨小区', [0, 1, 2]],
    ]);
  });

  test('what shares a place but no word stays alone', () => {
    expect(groups(['电梯 困人 维保', '垃圾 清运 苍蝇'], [['湖滨小区'], ['湖滨小区']])).toEqual([]);
  });

  test('a case left alone joins a group of the second place it names', () => {
    const places = [['湖滨小区'], ['湖滨小区'], ['湖滨小区'], ['长乐路', '湖滨小区']];
    expect(groups([...water, '停水 捆绑 物业费 物业'], places)).toEqual([{ place: '湖滨小区', members: [0, 1, 2, 3] }]);
  });

  test('without a place, only close wording and enough cases make a group', () => {
    const near = ['平台 车贷 骗局 立案 受害人', '平台 车贷 立案 受害人 退款', '平台 车贷 骗局 受害人 退款'];
    expect(groups(near, [[], [], []])).toEqual([{ place: null, members: [0, 1, 2] }]);
    expect(groups(near.slice(0, 2), [[], []])).toEqual([]);
  });
});

test('words of every complaint and placeholders tell nothing', () => {
  expect(['停水', '希望', '〔姓名〕', '，', '的', '2024'].filter(isTelling)).toEqual(['停水']);
});

describe('titlesOf', () => {
  const title = (place: string, texts: readonly string[]) => titlesOf([{ place, others: place, texts }])[0]!;

  test('place, matter, 问题', () => {
    const texts = ['湖滨小区 捆绑 销售 车位', '开发商 捆绑 销售 车位', '湖滨 小区 捆绑 销售 车位 退钱'];
    expect(title('湖滨小区', texts)).toEqual({ title: '湖滨小区捆绑销售车位问题', object: '捆绑销售车位' });
  });

  test('never longer than 25 characters', () => {
    const place = '某某某某国际商务中心甲乙丙丁戊己庚辛壬癸一期花园小区';
    expect(title(place, ['电梯 故障 困人', '电梯 故障 困人']).title.length).toBeLessThanOrEqual(25);
  });

  test('never a placeholder, a masked name or a name after a title word', () => {
    const texts = ['〔姓名〕 〔电话〕 王某某 打人', '〔姓名〕 〔电话〕 王某某 打人'];
    const found = title('', texts);
    expect(found.title).not.toMatch(/[〔〕]|某/u);
  });

  test('without a shared word it says so in general', () => {
    expect(title('湖滨小区', ['甲', '乙'])).toEqual({ title: '湖滨小区反映集中的问题', object: null });
  });
});
