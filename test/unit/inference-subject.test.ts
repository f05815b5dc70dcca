import { existsSync, readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type SubjectCard, subjectCardOf, subjectCardText } from '../../src/inference/subject-card.js';
import { evaluateSubjects } from '../../src/inference/subject-evaluation.js';
import { countGrams } from '../../src/inference/subject-features.js';
import { nearFolds, parseSubjects } from '../../src/inference/subject-gold.js';
import { confidenceOf, isTold, loadSubjects, packSubjects } from '../../src/inference/subject-model.js';
import { subjectPaths } from '../../src/inference/subject-paths.js';
import { spaceOf } from '../../src/inference/subject-space.js';
import { subjectDefaults, trainSubjects } from '../../src/inference/subject-training.js';

const card = JSON.parse(readFileSync('models/subject/card.json', 'utf8')) as SubjectCard;
const bytes = new Uint8Array(inflateRawSync(readFileSync('models/subject/weights.bin')));
const model = loadSubjects(card, bytes);
const list = parse(readFileSync('data/reference/subjects.yaml', 'utf8'));
const gram = (word: string) => (word.length === 1 ? 0 : word.charCodeAt(0) << 16) | word.charCodeAt(word.length - 1);

describe('n-grams', () => {
  test('one and two characters, none across punctuation, a number is one digit', () => {
    expect([...countGrams('路灯，灯')]).toEqual([
      [gram('路'), 1],
      [gram('灯'), 2],
      [gram('路灯'), 1],
    ]);
    expect([...countGrams('3楼')]).toEqual([...countGrams('1205楼')]);
  });

  test('addresses of pages and placeholders are not words', () => {
    expect(countGrams('〔姓名〕https://example.org/a?b=c').size).toBe(0);
    expect([...countGrams('學校')]).toEqual([...countGrams('学校')]);
  });
});

describe('the shipped model', () => {
  test.each([
    ['幼儿园暑假强制补课收费，请教育局管一管', '教育文体'],
    ['工厂夜里偷排废气，臭味很大，河水也变黑了', '环境保护'],
    ['出租车不打表，客运班车乱涨价，运管所不管', '交通运输'],
    ['老板拖欠农民工工资三个月，劳动监察大队一直不处理', '劳动和社会保障'],
    ['医院医生乱开药，卫生局不监管', '卫生计生'],
    ['传销组织在酒店开会骗老人，工商局要查处', '商贸旅游'],
    ['小区物业不作为，路灯坏了没人修，住建局也不回复', '城乡建设'],
  ])('%s', (text, id) => {
    const answer = model.subject(text);
    expect(answer?.id).toBe(id);
    expect(answer!.confidence).toBeGreaterThan(0.7);
  });

  test.each([
    '满意',
    '态度很好',
    '很满意，谢谢',
    '办事效率高，点赞',
    '处理很及时，工作人员很负责',
    '回复太敷衍了，根本没解决问题',
    '打电话没人接',
    '',
    '😀😀😀',
    '12345',
  ])('an ordinary remark has no subject: %s', text => {
    expect(model.subject(text)).toBeNull();
  });

  test('an answer does not depend on the text read before', () => {
    const text = '工厂夜里偷排废气，臭味很大';
    const fresh = loadSubjects(card, bytes);
    const first = fresh.subject(text);
    expect(first?.id).toBe('环境保护');
    expect(fresh.subject('学校'.repeat(5000))?.id).toBe('教育文体');
    expect(fresh.subject(text)).toEqual(first);
  });

  test('weights that do not fit the card are refused', () => {
    expect(() => loadSubjects(card, bytes.subarray(1))).toThrow('do not fit');
    expect(() => loadSubjects({ header: {} }, bytes)).toThrow('do not fit');
  });
});

test('a short text must be surer than a long one', () => {
  const { answered } = subjectDefaults;
  expect(isTold(answered, 4, 1)).toBe(false);
  expect(isTold(answered, 59, 0.69)).toBe(false);
  expect(isTold(answered, 59, 0.7)).toBe(true);
  expect(isTold(answered, 60, 0.69)).toBe(true);
  expect(isTold(answered, 5000, 0.2)).toBe(false);
  expect(confidenceOf([0, 0], 0, 3)).toBeCloseTo(0.5, 12);
  expect(confidenceOf([1, 0], 0, 2)).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
});

test('margins are bias + scale × Σ √count × weight ÷ length of the vector', () => {
  const header = {
    features: 2,
    shortest: 0,
    subjects: [
      { id: 'a', bias: 0.1, scale: 0.01 },
      { id: 'b', bias: -0.2, scale: 0.02 },
    ],
    slope: 1,
    answered: [{ below: null, confidence: 0 }],
  };
  const packed = packSubjects(
    Int32Array.of(gram('水'), gram('路')),
    Float32Array.of(2, 1),
    Int8Array.of(50, -20, 10, 90),
  );
  const length = Math.sqrt(4 * 2 + 1 * 3);
  const a = 0.1 + (0.01 * (Math.SQRT2 * 50 + Math.sqrt(3) * 10)) / length;
  const b = -0.2 + (0.02 * (Math.SQRT2 * -20 + Math.sqrt(3) * 90)) / length;
  const answer = loadSubjects(header, packed).subject('水路水路路')!;
  expect(answer.id).toBe(a > b ? 'a' : 'b');
  expect(answer.confidence).toBeCloseTo(1 / (1 + Math.exp(-Math.abs(a - b))), 9);
  const far = loadSubjects({ ...header, shortest: 100 }, packed).subject('水路水路路')!;
  expect(far.id).toBe('a');
});

describe('training', () => {
  const words = { school: ['老师补课', '学校招生', '教师编制'], road: ['班车涨价', '公路坑洼', '出租拒载'] };
  const rows = Object.entries(words).flatMap(([subject, each]) =>
    Array.from({ length: 12 }, (_, at) => ({
      id: `${subject}${at}`,
      subject,
      text: `${each[at % 3]}，${each[(at + 1) % 3]}，${String.fromCharCode(0x4e00 + at * 7)}`,
    })),
  );

  test('same rows, same bytes; what was learnt holds', () => {
    const [one, two] = [trainSubjects(rows), trainSubjects(rows)];
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
    expect(one.header).toEqual(two.header);
    const open = { ...one.header, answered: [] };
    expect(loadSubjects(open, one.bytes).subject('学校老师又补课')!.id).toBe('school');
    expect(loadSubjects(open, one.bytes).subject('公路上班车拒载')!.id).toBe('road');
  });

  test('only the shortest vectors keep their lack of length', () => {
    const counts = ['路', '路', '路灯坏', '路灯坏', '路灯坏', ...Array(200).fill('路灯坏了没人修')].map(countGrams);
    const all = Int32Array.from(counts, (_, at) => at);
    const { matrix } = spaceOf(
      counts,
      Uint8Array.from(all, at => at % 2),
      all,
      2,
    );
    const lengthOf = (row: number) =>
      Math.sqrt(
        matrix.values.slice(matrix.starts[row], matrix.starts[row + 1]).reduce((sum, value) => sum + value ** 2, 0),
      );
    expect(lengthOf(0)).toBeLessThan(0.9);
    expect(lengthOf(2)).toBeCloseTo(1, 5);
    expect(lengthOf(50)).toBeCloseTo(1, 5);
  });

  test('one subject is too few', () => {
    expect(() => trainSubjects(rows.filter(row => row.subject === 'road'))).toThrow('at least two');
  });

  test('near texts stay in one fold, others are spread', () => {
    const story = '去年三月以来村口那座老桥的护栏一直是断的，骑车过桥十分危险';
    const others = ['甲乙丙丁戊己庚辛壬癸子丑', '寅卯辰巳午未申酉戌亥东南', '春夏秋冬风花雪月梅兰竹菊'];
    const folds = nearFolds([story, others[0]!, `${story}，请处理。`, others[1]!, others[2]!], 4);
    expect(folds[0]).toBe(folds[2]);
    expect(new Set(folds).size).toBe(4);
  });

  test('a title comes first; a missing id is the line; a bad line is named without its text', () => {
    const content =
      '{"id":null,"title":"标题","text":"内容","subject":"a"}\n\n{"id":7,"title":null,"text":"内容","subject":"a"}';
    expect(parseSubjects('f', content)).toEqual([
      { id: 'line 1', text: '标题\n内容', subject: 'a' },
      { id: '7', text: '内容', subject: 'a' },
    ]);
    expect(() => parseSubjects('f', '{"text":"某人的话"}')).toThrow('f line 1: subject');
  });
});

describe('evaluation', () => {
  const gold = ['a', 'a', 'a', 'b', 'b', 'c'].map((subject, at) => ({ id: String(at), text: '', subject }));
  const given = ['a', 'a', 'b', 'b', null, 'a'].map(id => (id === null ? null : { id, confidence: 0.8 }));
  const result = evaluateSubjects(gold, given);

  test('precision, recall and F1 per subject; a missing answer is a miss', () => {
    const [a, b, c] = result.subjects;
    expect(a).toMatchObject({ subject: 'a', support: 3, precision: 2 / 3, recall: 2 / 3 });
    expect(b).toMatchObject({ subject: 'b', support: 2, precision: 0.5, recall: 0.5 });
    expect(c).toMatchObject({ subject: 'c', support: 1, precision: null, recall: 0, f1: 0 });
    expect(result.macro_f1.value).toBeCloseTo((2 / 3 + 0.5 + 0) / 3, 12);
    expect(result.accuracy.value).toBe(0.5);
    expect(result.unanswered).toBe(1);
    expect(result.macro_f1.low).toBeLessThanOrEqual(result.macro_f1.value);
    expect(result.macro_f1.high).toBeGreaterThanOrEqual(result.macro_f1.value);
  });

  test('a subject that no gold row has does not count in the mean', () => {
    const wrong = gold.map(row => ({ id: row.subject === 'c' ? 'd' : row.subject, confidence: 0.8 }));
    expect(evaluateSubjects(gold, wrong).macro_f1.value).toBeCloseTo(2 / 3, 12);
    expect(evaluateSubjects(gold, wrong).subjects[3]).toMatchObject({ subject: 'd', support: 0, recall: null });
  });

  test('pairs of confused subjects and ids of errors', () => {
    expect(result.confusions).toEqual([
      { gold: 'a', given: 'b', rows: 1 },
      { gold: 'c', given: 'a', rows: 1 },
    ]);
    expect(result.errors).toEqual(['2', '4', '5']);
  });

  test('the card keeps no ids and card.md shows every subject', () => {
    const made = subjectCardOf(card.header, result, [{ file: 'gold.jsonl', rows: 6 }]);
    expect(made.measured).not.toHaveProperty('errors');
    expect(subjectCardText(made)).toContain('| b | 2 | 0.500 | 0.500 | 0.500 |');
    expect(subjectCardText(card)).toBe(readFileSync('models/subject/card.md', 'utf8'));
  });
});

describe('names of subjects', () => {
  const subjectOfPath = subjectPaths(list);

  test('any level gives the first, white space and width aside', () => {
    expect(subjectOfPath('交通运输')).toBe('交通运输');
    expect(subjectOfPath(' 园林绿化 环卫')).toBe('城乡建设');
    expect(subjectOfPath('城市建设和市政管理')).toBe('城乡建设');
  });

  test('a name under two subjects and one that says nothing give null', () => {
    expect(subjectOfPath('安全隐患')).toBeNull();
    expect(subjectOfPath('其他')).toBeNull();
    expect(subjectOfPath('没有这个名字')).toBeNull();
    expect(subjectOfPath('')).toBeNull();
  });

  test('of a path, the first level that tells', () => {
    expect(subjectOfPath('城乡建设/安全生产/安全隐患')).toBe('城乡建设');
    expect(subjectOfPath('甲类＞安全隐患＞园林绿化环卫')).toBe('城乡建设');
  });

  test('the list is the published one', ctx => {
    const path = '../shared/data/subject_taxonomy.jsonl';
    if (!existsSync(path)) {
      console.log('skipped: no shared data');
      return ctx.skip();
    }
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    const published = lines.map(line => JSON.parse(line) as { l1: string; l2: string; l3: string });
    expect(Object.values(list.subjects).flatMap(seconds => Object.values(seconds as object).flat()).length).toBe(517);
    for (const { l1, l2, l3 } of published) {
      expect(list.subjects[l1][l2]).toContain(l3);
      expect([l1, null]).toContain(subjectOfPath(l3));
    }
  });
});
