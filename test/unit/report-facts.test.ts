import { describe, expect, test } from 'vitest';
import { fileNames } from '../../src/output/report.js';
import { excerpt } from '../../src/output/report-findings.js';
import { officeReport } from '../../src/output/report-office.js';
import {
  changeWords,
  countChangeWords,
  countText,
  fixed,
  interval,
  monthWords,
  percent,
  points,
  positionWords,
} from '../../src/output/report-words.js';
import { settings, taxonomy } from '../support/report-settings.js';
import { inventedSource } from '../support/report-source.js';

describe('words', () => {
  test('明显 needs a passed test', () => {
    expect(changeWords(0.9, 0.8, 0.05)).toBe('较上月明显上升（+10.0 个百分点）');
    expect(changeWords(0.7, 0.8, 0.0499)).toBe('较上月明显下降（−10.0 个百分点）');
    expect(changeWords(0.9, 0.2, 0.0501)).toBe('较上月 +70.0 个百分点，在随机波动范围内');
    expect(changeWords(0.9, 0.2, null)).toBe('');
    const grown = { count: 30, previous: 10, yearAgo: null };
    expect(countChangeWords({ ...grown, qPrevious: 0.01 })).toContain('明显增加');
    expect(countChangeWords({ ...grown, qPrevious: 0.2 })).not.toContain('明显');
    expect(countChangeWords({ ...grown, qPrevious: null })).not.toContain('明显');
  });

  test('no value is words, never zero', () => {
    expect(percent(null)).toBe('—');
    expect(points(null)).toBe('—');
    expect(interval({ low: null, high: 0.4 })).toBe('');
    expect(percent(0)).toBe('0.0%');
  });

  test('numbers', () => {
    expect(fixed(-0.04, 1)).toBe('0.0');
    expect(countText(1_234_567)).toBe('1,234,567');
    expect(countText(999)).toBe('999');
    expect(monthWords('2025-06')).toBe('2025年6月');
    expect(monthWords('2025-Q2')).toBe('2025-Q2');
  });

  test('a position counts units wholly above, and is no rank', () => {
    expect(positionWords({ above: null, compared: 3 })).toBe('—');
    expect(positionWords({ above: 0, compared: 9 })).toBe('无单位整体高于');
    expect(positionWords({ above: 2, compared: 9 })).toBe('2/8 家整体高于');
  });
});

describe('excerpt', () => {
  const text = `${'前'.repeat(100)}态度很差${'后'.repeat(100)}`;

  test('keeps the evidence and shifts it', () => {
    const cut = excerpt(text, [{ start: 100, end: 104 }], 60);
    const [span] = cut.evidence;
    expect(cut.text.slice(span!.start, span!.end)).toBe('态度很差');
    expect(cut.text.startsWith('…') && cut.text.endsWith('…')).toBe(true);
    expect(text).toContain(cut.text.slice(1, -1));
    expect(cut.text.length).toBeLessThanOrEqual(62);
  });

  test('a short text is whole', () => {
    expect(excerpt('短', [], 60)).toEqual({ text: '短', evidence: [] });
  });

  test('never splits a surrogate pair', () => {
    const emoji = '😀'.repeat(80);
    for (const start of [0, 40, 41, 101]) {
      expect(excerpt(emoji, [{ start, end: start + 2 }], 31).text).not.toMatch(/\p{Cs}/u);
    }
  });
});

describe('page one', () => {
  const model = officeReport(inventedSource(taxonomy), settings);
  const all = [...model.keyFacts.happened, ...model.keyFacts.matters, ...model.keyFacts.todo].map(each => each.text);
  const said = all.join('\n');

  test('names the slow unit, the one that explains badly and the burst', () => {
    expect(said).toContain('按期办结率明显低于同层级其余单位：甲街道办事处 40.0%');
    expect(said).toContain('乙街道办事处“政策解释不清”明显高于同层级其余单位');
    expect(said).toContain('“青竹苑小区夜间施工噪声”突增：本月 48 件，按历史约应 6.2 件，为其 7.7 倍');
  });

  test('says of a campaign how many events it is', () => {
    expect(said).toContain('登记 45 件，去重后为 4 个事件');
  });

  test('every 明显 has a finding with q ≤ 0.05 behind it', () => {
    const source = inventedSource(taxonomy);
    const calm = officeReport(
      {
        ...source,
        officeRates: source.officeRates.map(row => ({ ...row, q_previous: 0.06 })),
        rates: source.rates.map(row => ({ ...row, q_value: 0.06, q_previous: 0.06 })),
        themes: source.themes.map(row => ({ ...row, q_value: 0.06, q_previous: 0.06 })),
        bursts: source.bursts.map(row => ({ ...row, q_value: 0.06 })),
      },
      settings,
    );
    const words = [...calm.keyFacts.happened, ...calm.keyFacts.matters, ...calm.keyFacts.todo].map(each => each.text);
    expect(words.join('\n')).not.toMatch(/明显|突增/u);
    expect(calm.bursts).toEqual([]);
  });

  test('every sentence leads to a definition and a section that exist', () => {
    const ids = new Set(model.definitions.map(each => each.id));
    for (const each of [...model.keyFacts.happened, ...model.keyFacts.matters]) {
      expect(each.definition === null || ids.has(each.definition)).toBe(true);
    }
  });

  test('a burst of a red-flag theme is told to nobody', () => {
    const source = inventedSource(taxonomy);
    const flag = taxonomy.themes.find(theme => theme.red_flag)!;
    const bursts = [{ ...source.bursts[0]!, scope: 'theme', scope_id: flag.id, label: flag.zh }];
    expect(officeReport({ ...source, bursts }, settings).bursts).toEqual([]);
  });
});

test('units stand by tier and id, and only their own tier can lie above them', () => {
  const source = inventedSource(taxonomy, 4);
  const finals = [
    { unit_id: 'u001', low: 50, high: 60 },
    { unit_id: 'u002', low: 61, high: 70 },
    { unit_id: 'u003', low: 60, high: 90 },
    { unit_id: 'u004', low: 95, high: 99 },
  ];
  const { units } = officeReport(
    {
      ...source,
      units: source.units.map(unit => ({ ...unit, tier: unit.unit_id === 'u004' ? 'upper' : 'grassroots' })).reverse(),
      scores: finals.map(({ unit_id, low, high }) => ({
        ...source.scores[8]!,
        unit_id,
        indicator_id: 'final',
        score: (low + high) / 2,
        low,
        high,
      })),
    },
    settings,
  );
  expect(units.map(unit => [unit.unitId, unit.above, unit.compared])).toEqual([
    ['u001', 1, 3],
    ['u002', 0, 3],
    ['u003', 0, 3],
    ['u004', 0, 1],
  ]);
});

test('file names of units are safe and differ', () => {
  expect(fileNames(['a/b', 'a\\b', '../x', 'A_b', '市局'])).toEqual(['a_b', 'a_b-2', '__x', 'A_b-3', '市局']);
});

test('a burst is told once: not again for one unit, its subject, or a theme that a unit is named for', () => {
  const source = inventedSource(taxonomy);
  const burst = source.bursts[0]!;
  const bursts = [
    burst,
    { ...burst, unit_id: 'u001', unit: '甲街道办事处' },
    { ...burst, scope: 'subject', scope_id: '城乡建设', label: '城乡建设' },
    { ...burst, scope: 'subject', scope_id: '劳动社保', label: '劳动社保', expected: 0, ratio: null },
    { ...burst, scope: 'theme', scope_id: 'policy_explanation_unclear', label: '' },
  ];
  const { keyFacts, bursts: all } = officeReport({ ...source, bursts }, settings);
  expect(all).toHaveLength(5);
  const told = keyFacts.matters.map(each => each.text).filter(text => text.includes('突增'));
  expect(told).toHaveLength(2);
  expect(told[1]).toContain('“劳动社保”突增：本月 48 件，此前几乎没有');
});
