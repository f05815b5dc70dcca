import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseTaxonomy } from '../../src/core/taxonomy.js';
import { createMatcher, parsePattern } from '../../src/inference/matcher.js';
import { newReading, read } from '../../src/inference/reading.js';
import { CueRules, parseCues, standings } from '../../src/inference/rules.js';

const taxonomy = parseTaxonomy(parse(readFileSync('pipelines/taxonomy.yaml', 'utf8')));
const cueFile = parse(readFileSync('models/rules/cues.yaml', 'utf8'));
const rules = new CueRules(parseCues(cueFile, taxonomy), taxonomy);

function readingOf(text: string) {
  const reading = newReading();
  read(text, 0, text.length, reading);
  return reading;
}

/** Themes with their standing, e.g. `buck_passing negated`. */
function cuesOf(text: string): Set<string> {
  const cues = rules.find(readingOf(text));
  const found = new Set<string>();
  for (let cue = 0; cue < cues.length; cue++) {
    found.add(`${taxonomy.themes[cues.themes[cue]!]!.id} ${standings[cues.standings[cue]!]}`);
  }
  return found;
}

function matched(pattern: string, text: string): string[] {
  const reading = readingOf(text);
  const matches = createMatcher([pattern])(reading);
  return Array.from({ length: matches.length }, (_, at) => {
    const first = reading.places[matches.starts[at]!]!;
    return text.slice(first, reading.places[matches.ends[at]! - 1]! + 1);
  });
}

describe('pattern language', () => {
  test('choices, parts left out and gaps', () => {
    expect(matched('(没|没有)(人|)来', '一直没有人来，也没来')).toEqual(['没有人来', '没来']);
    expect(matched('让~找', '他让我再去找社区')).toEqual(['让我再去找']);
    expect(matched('等了0天', '等了7天')).toEqual(['等了7天']);
    expect(matched('(甲|)乙(丙|)', '甲乙丙')).toContain('甲乙丙');
  });

  test('a gap is at most six characters and stays in its clause', () => {
    expect(matched('让~找', '让一二三四五六找')).toHaveLength(1);
    expect(matched('让~找', '让一二三四五六七找')).toHaveLength(0);
    expect(matched('让~找', '让我去，找社区')).toHaveLength(0);
  });

  test('letters of either case are one', () => {
    expect(matched('app打不开', 'APP打不开')).toEqual(['APP打不开']);
  });

  test('a faulty pattern is named', () => {
    for (const pattern of ['(甲|乙', '甲~', '(甲|)', '()']) expect(() => parsePattern(pattern)).toThrow(pattern);
  });
});

describe('standing of cues', () => {
  test('a cue that nothing turns counts', () => {
    expect(cuesOf('两个部门互相推诿')).toContain('buck_passing plain');
    expect(cuesOf('窗口的人态度很差')).toContain('attitude_poor plain');
  });

  test('negation turns a cue of its clause, at most three characters on', () => {
    expect(cuesOf('没有推诿，当天办完')).toContain('buck_passing negated');
    expect(cuesOf('并没有互相推诿')).toContain('buck_passing negated');
    expect(cuesOf('没有推诿，当天办完')).not.toContain('buck_passing plain');
    expect(cuesOf('材料没有带，窗口推诿')).toContain('buck_passing plain');
    expect(cuesOf('没有一个人出来说话只推诿')).toContain('buck_passing plain');
  });

  test('a cue with a negation of its own is not turned', () => {
    expect(cuesOf('反映三次问题没解决')).toContain('issue_unresolved plain');
  });

  test('a third party alone takes the weight from a cue, a public body gives it back', () => {
    expect(cuesOf('物业态度恶劣')).toContain('attitude_poor third_party');
    expect(cuesOf('物业乱收费，街道推诿')).toContain('buck_passing plain');
  });

  test('the words of the agency and questions do not count', () => {
    expect(cuesOf('我局将跟进，绝不会出现拖延')).not.toContain('delay_overdue plain');
    expect(cuesOf('我局工作人员推诿的情况已整改')).toContain('buck_passing agency');
    expect(cuesOf('请问推诿怎么投诉')).toContain('buck_passing asked');
    expect(cuesOf('推诿，请问找谁')).toContain('buck_passing plain');
  });
});

test('faults of a cue file are listed at once', () => {
  const faulty = { ...cueFile, themes: { ...cueFile.themes, no_such_theme: ['甲'], attitude_poor: ['(甲'] } };
  expect(() => parseCues(faulty, taxonomy)).toThrow(/no_such_theme[\s\S]*unpaired/u);
  expect(() => parseCues({ ...cueFile, praise: undefined }, taxonomy)).toThrow('praise');
});
