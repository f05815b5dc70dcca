import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import { hasNoContent, reasonOf } from '../../src/inference/abstention.js';
import { createClassifier } from '../../src/inference/classifier.js';
import { loadLinear } from '../../src/inference/linear.js';
import { passagesOf } from '../../src/inference/passages.js';
import { CueRules, parseCues } from '../../src/inference/rules.js';

const taxonomy = parseTaxonomy(parse(readFileSync('pipelines/taxonomy.yaml', 'utf8')));
const rules = new CueRules(parseCues(parse(readFileSync('models/rules/cues.yaml', 'utf8')), taxonomy), taxonomy);
const card = JSON.parse(readFileSync('models/linear/card.json', 'utf8'));
const bytes = new Uint8Array(inflateRawSync(readFileSync('models/linear/weights.bin')));
const linear = createClassifier({ modelId: 'linear', taxonomy, rules, linear: loadLinear(card.header, bytes) });
const byRules = createClassifier({ modelId: 'rules', taxonomy, rules, linear: null });
const themesOf = (text: string) => linear.classify(text).themes.map(theme => theme.theme);

describe('linear', () => {
  test.each([
    ['街道说归住建，住建说归街道，互相推诿，跑了一个月', 'buck_passing'],
    ['办事窗口工作人员态度恶劣，很不耐烦', 'attitude_poor'],
    ['打了十几次热线电话一直无人接听', 'unreachable'],
    ['反映多次，问题依然没有得到解决', 'issue_unresolved'],
    ['投诉半年了至今没有任何答复', 'delay_overdue'],
  ])('%s', (text, theme) => {
    expect(themesOf(text)).toContain(theme);
  });

  test('negation, third parties and praise give no theme', () => {
    expect(themesOf('没有推诿，一次就办好了，谢谢')).toEqual([]);
    expect(themesOf('投诉物业态度恶劣')).not.toContain('attitude_poor');
    expect(linear.classify('工作人员热情耐心，很快解决了，感谢')).toMatchObject({
      themes: [],
      polarity: 'satisfied',
      abstain: 'no_service_cue',
    });
  });

  test('themes stand in the taxonomy’s order, with a confidence at or above the threshold', () => {
    const { themes } = linear.classify('各部门互相推诿，工作人员态度恶劣，半年了问题还是没有解决');
    const ids = taxonomy.themes.map(theme => theme.id);
    const places = themes.map(theme => ids.indexOf(theme.theme));
    expect(themes.length).toBeGreaterThan(1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const theme of themes) {
      const { threshold } = card.header.themes[ids.indexOf(theme.theme)];
      expect(theme.confidence).toBeGreaterThanOrEqual(threshold);
      expect(theme.confidence).toBeLessThanOrEqual(1);
    }
  });

  test('evidence holds the deciding words, in the text as given', () => {
    const text = '　　＆nbsp;業(yè)主反映：窗口工作人員態度惡劣，材料已交';
    const theme = linear.classify(text).themes.find(each => each.theme === 'attitude_poor')!;
    const words = theme.evidence.map(span => text.slice(span.start, span.end)).join('');
    expect(words).toContain('態度惡劣');
    expect(words).not.toContain('材料已交');
  });

  test('a letter is read in passages: one sentence in twenty pages is found, with its place', () => {
    const filler = '今天天气晴朗，河边的柳树已经发芽。'.repeat(300);
    const complaint = '办事窗口工作人员态度恶劣，很不耐烦。';
    const text = filler + complaint + filler;
    const theme = linear.classify(text).themes.find(each => each.theme === 'attitude_poor')!;
    for (const span of theme.evidence) {
      expect(span.start).toBeGreaterThanOrEqual(filler.length);
      expect(span.end).toBeLessThanOrEqual(filler.length + complaint.length);
    }
  });
});

test('rules: plain cues are tags, with the cue as evidence', () => {
  const text = '两个部门互相推诿';
  const { themes, polarity } = byRules.classify(text);
  expect(themes.map(theme => theme.theme)).toEqual(['buck_passing']);
  expect(text.slice(themes[0]!.evidence[0]!.start, themes[0]!.evidence[0]!.end)).toContain('推诿');
  expect(polarity).toBe('dissatisfied');
  expect(byRules.classify('没有推诿').themes).toEqual([]);
  expect(byRules.classify('谢谢，很及时').polarity).toBe('satisfied');
});

describe('abstention', () => {
  test.each(['', '  ', '。。。', '无', '没有意见', '好', '👍👍', '哈哈哈哈', '123', 'N/A', '很满意！'])(
    '%j says nothing',
    text => {
      expect(linear.classify(text)).toMatchObject({ themes: [], abstain: 'no_content' });
    },
  );

  test('a bare 满意 is satisfied, a bare 无 neutral', () => {
    expect(linear.classify('满意').polarity).toBe('satisfied');
    expect(linear.classify('无').polarity).toBe('neutral');
  });

  test.each(['没解决', '不满意', '态度差', '好什么好'])('%j says something', text => {
    expect(hasNoContent(text)).toBe(false);
  });

  test('near its threshold: uncertain; else by polarity', () => {
    expect(reasonOf(0.75, 'satisfied')).toBe('uncertain');
    expect(reasonOf(0.74, 'dissatisfied')).toBe('outside_taxonomy');
    expect(reasonOf(0.74, 'neutral')).toBe('no_service_cue');
  });
});

test('weights that do not fit the card are refused', () => {
  expect(() => loadLinear(card.header, bytes.subarray(1))).toThrow('weights do not fit');
  expect(() => loadLinear({}, bytes)).toThrow('weights do not fit');
});

test('passages cover the text, end at full stops and keep surrogate pairs whole', () => {
  const letter = '这是一句完整的话，说的是办事。'.repeat(40);
  const passages = passagesOf(letter);
  expect(passages.length).toBeGreaterThan(3);
  expect(passages.map(span => letter.slice(span.start, span.end)).join('')).toBe(letter);
  for (const span of passages) expect(letter[span.end - 1]).toBe('。');
  expect(passagesOf('短句')).toEqual([{ start: 0, end: 2 }]);
  for (const span of passagesOf(`a${'😀'.repeat(500)}`)) expect(span.end % 2 === 1 || span.end === 1001).toBe(true);
});
