import { addMonths } from '../../src/core/dates.js';
import { scoredThemes, type Taxonomy } from '../../src/core/taxonomy.js';
import { rateOrder } from '../../src/output/report-definitions.js';
import type { ReportSource } from '../../src/output/report-source.js';

// An invented office for tests of the report: no number or text in here was ever a real one.

export const month = '2025-06';

const scoreIds = [
  'performance',
  'service',
  'compliance',
  'emergency',
  'citizens',
  'superior',
  'third_party',
  'deduction',
  'final',
];

/** The rows of a month for `units` units; unit 1 is slow, unit 2 explains badly since last month, unit 3 is tiny. */
export function inventedSource(taxonomy: Taxonomy, units = 14): ReportSource {
  const ids = Array.from({ length: units }, (_, index) => `u${String(index + 1).padStart(3, '0')}`);
  const size = (index: number) => (index === 2 ? 4 : 20 + ((index * 37) % 60));
  return {
    month,
    officeCounts: ['cases', 'completed', 'comments', 'rated'].flatMap((measure, place) =>
      months(6).map((each, index) => ({
        month: each,
        measure,
        count: 380 + index * 9 - place * 60,
        previous: index === 0 ? null : 380 + (index - 1) * 9 - place * 60,
        year_ago: null,
        p_previous: index === 0 ? null : 0.74,
        q_previous: index === 0 ? null : 0.9,
      })),
    ),
    officeRates: rateOrder.flatMap((definition_id, place) =>
      months(6).map((each, index) => {
        const numerator = 300 + place * 4 - index * (place === 2 ? 12 : 1);
        return {
          month: each,
          definition_id,
          numerator,
          denominator: 380,
          ...range(numerator, 380),
          p_previous: index === 0 ? null : 0.01,
          q_previous: index === 0 ? null : place === 2 && index === 5 ? 0.004 : 0.6,
        };
      }),
    ),
    officeThemes: scoredThemes(taxonomy).flatMap((theme, place) =>
      months(2).map(each => ({
        month: each,
        theme_id: theme.id,
        numerator: Math.max(0, 42 - place * 3),
        denominator: 260,
        raw: Math.max(0, 42 - place * 3) / 260,
        ...range(Math.max(0, 38 - place * 3), 260),
        estimator: place < 12 ? 'rogan_gladen' : 'raw',
        p_previous: 0.4,
        q_previous: 0.7,
      })),
    ),
    counts: [
      count('channel', '网信', 210, 190),
      count('channel', '来电', 160, 171),
      count('channel', '', 55, 60),
      count('subject', '城乡建设', 190, 150),
      count('subject', '劳动社保', 120, 122),
      count('rating', '满意', 120, 118),
      count('rating', '不满意', 60, 41),
      count('excluded', 'duplicate', 24, 0),
      count('excluded', 'litigation', 5, 3),
      count('abstention', 'no_content', 30, 31),
      count('rejected', 'bad_date', 2, 0),
      count('rejected', 'unknown_rating', 1, 0),
      count('source', 'files', 4, 0),
      count('source', 'read', 4230, 0),
      count('source', 'kept', 4227, 0),
      count('source', 'rejected', 3, 0),
    ],
    units: ids.map((unit_id, index) => ({
      unit_id,
      name: `${'甲乙丙丁戊己庚辛壬癸子丑寅卯'[index % 14]}${index >= 14 ? index : ''}街道办事处`,
      tier: index % 5 === 4 ? 'upper' : 'grassroots',
      cases: size(index),
      commented: Math.floor(size(index) * 0.6),
      acceptance: index === 0 ? 6 : 0,
      completion: index === 0 ? 17 : index % 3,
      open: index === 0 ? 9 : 0,
      longest: index === 0 ? 41 : 0,
      deduction: 0,
    })),
    rates: ids.flatMap((unit_id, index) =>
      rateOrder.map(definition_id => {
        const n = definition_id === 'urgent_response' && index % 2 === 1 ? 0 : size(index);
        const slow = index === 0 && definition_id === 'on_time_completion';
        const x = index === 2 ? n : slow ? Math.round(n * 0.4) : Math.round(n * (0.8 + ((index * 7) % 20) / 100));
        return {
          month,
          unit_id,
          definition_id,
          numerator: x,
          denominator: n,
          ...(n === 0 ? { value: null, low: null, high: null } : range(x, n)),
          shrunk: n === 0 ? null : x / n,
          tier_mean: 0.86,
          p_value: n === 0 ? null : slow ? 1e-6 : 0.4,
          q_value: n === 0 ? null : slow ? 1e-4 : 0.8,
          funnel: n === 0 ? null : slow ? 'below_998' : 'inside',
          p_previous: n === 0 ? null : 0.5,
          q_previous: n === 0 ? null : 0.9,
          note: definition_id === 'first_resolution' && n === 0 ? 'window_open' : null,
          previous: n === 0 ? null : x / n,
        };
      }),
    ),
    themes: ids.flatMap((unit_id, index) =>
      scoredThemes(taxonomy).map((theme, place) => {
        const n = Math.floor(size(index) * 0.6);
        const badly = index === 1 && theme.id === 'policy_explanation_unclear';
        const x = Math.min(n, badly ? Math.round(n * 0.4) : (index * 3 + place * 5) % 7);
        return {
          month,
          unit_id,
          theme_id: theme.id,
          numerator: x,
          denominator: n,
          raw: n === 0 ? null : x / n,
          ...(n === 0 ? { value: null, low: null, high: null } : range(x, n)),
          estimator: n === 0 ? null : 'raw',
          p_value: badly ? 1e-5 : 0.5,
          q_value: badly ? 0.002 : 0.9,
          p_previous: badly ? 1e-4 : 0.5,
          q_previous: badly ? 0.01 : 0.9,
          previous_raw: badly ? 0.05 : n === 0 ? null : x / n,
        };
      }),
    ),
    scores: ids.flatMap((unit_id, index) =>
      scoreIds.map(indicator_id => {
        const outside = indicator_id === 'third_party' || indicator_id === 'deduction';
        const score = outside ? null : index === 0 ? 55 : 78 + ((index * 5) % 17);
        const wide = index === 2 ? 14 : 4;
        return {
          month,
          unit_id,
          indicator_id,
          score,
          low: score === null ? null : score - wide,
          high: score === null ? null : Math.min(100, score + wide),
          band: score === null ? null : score >= 90 ? '优' : score >= 80 ? '良' : score >= 60 ? '中' : '待改进',
          weight: 0.25,
          missing: outside ? ['third_party'] : [],
        };
      }),
    ),
    issues: Array.from({ length: 14 }, (_, index) => ({
      month,
      issue_id: `i${index + 1}`,
      rank: index + 1,
      title: index === 0 ? '青竹苑小区夜间施工噪声' : `第${index + 1}路口积水无人清理`,
      subject: '城乡建设',
      place: '青竹苑小区',
      object: null,
      cases: 48 - index * 3,
      distinct_events: index === 1 ? 4 : 45 - index * 3,
      share: (48 - index * 3) / 425,
      low: (40 - index * 2.5) / 425,
      high: (60 - index * 3) / 425,
      previous_cases: index === 0 ? 7 : null,
      change: index === 0 ? 0.09 : null,
      p_value: index === 0 ? 1e-6 : 0.5,
      q_value: index === 0 ? 1e-4 : 0.8,
      is_new: index % 4 === 2,
      first_seen_on: 20_240 + index,
      heat: 92 - index * 5,
    })),
    issueLabels: [
      { issue_id: 'i1', kind: 'unit', label: '甲街道办事处', count: 30 },
      { issue_id: 'i1', kind: 'place', label: '青竹苑小区', count: 48 },
    ],
    bursts: [
      {
        month,
        scope: 'issue',
        scope_id: 'i1',
        unit_id: '',
        observed: 48,
        expected: 6.2,
        ratio: 7.7,
        low: 5.7,
        high: 10.2,
        p_value: 1e-9,
        q_value: 1e-7,
        label: '青竹苑小区夜间施工噪声',
        unit: null,
      },
    ],
    passages: [
      passage('issue', 'i1', 1, '青竹苑小区旁工地夜里两点还在打桩，孩子睡不着，请尽快处理。', []),
      passage('theme', 'policy_explanation_unclear', 1, '问了三遍为什么不批，就说<不符合>，哪条不符合也不讲。', [
        { start: 0, end: 10 },
      ]),
    ],
    supervision: [
      { case_id: 'c-0012', kind: 'completion', unit: '甲街道办事处', due_on: 20_220, days_over: 41, state: 'open' },
    ],
    training: [
      {
        month,
        unit_id: 'u002',
        module_id: 'M02_policy_explanation',
        need: 71.2,
        low: 52,
        high: 85,
        cause: 'skill',
        themes: ['policy_explanation_unclear'],
        evidence_count: 14,
        verdict: 'need',
      },
    ],
    vetoes: [],
    modelCard: [],
  };
}

function months(length: number): string[] {
  return Array.from({ length }, (_, index) => addMonths(month, index + 1 - length));
}

function count(kind: string, label: string, number: number, previous: number) {
  return { kind, label, count: number, previous };
}

function passage(
  scope: string,
  scope_id: string,
  ordinal: number,
  text: string,
  evidence: readonly { start: number; end: number }[],
) {
  return { scope, scope_id, ordinal, owner: 'comment', id: `m-${scope_id}`, unit: '乙街道办事处', text, evidence };
}

/** A made-up interval around x / n: wide enough to look like one. */
function range(x: number, n: number) {
  const value = x / n;
  const half = 1 / Math.sqrt(n);
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
}
