import type { DefinitionId, Scoring } from '../../src/core/scoring.js';
import * as naive from './naive-statistics.js';
import type { CardRow, Office } from './score-office.js';
import {
  allDefinitions,
  type CommentedCase,
  commentedOf,
  type Month,
  missedOf,
  monthsOf,
  rateOf,
  themesOfTaxonomy,
} from './score-oracle.js';

// Rates, theme rates and scores of scoring.md from the counts of score-oracle.ts.

export interface NaiveRate {
  key: string;
  numbers: Record<string, number | null>;
  note: string | null;
  funnel: (string | null)[];
}

export interface NaiveScore {
  key: string;
  score: number | null;
  weight: number | null;
  band: string | null;
  missing: string[];
}

export interface Naive {
  rates: NaiveRate[];
  themes: { key: string; numbers: Record<string, number | null>; estimator: string | null }[];
  components: { key: string; value: number; weight: number; points: number }[];
  scores: NaiveScore[];
}

/** Remembers what a pure function of texts has answered. */
function remembered<V>(of: (...keys: string[]) => V): (...keys: string[]) => V {
  const known = new Map<string, V>();
  return (...keys) => {
    const key = keys.join('\n');
    if (!known.has(key)) known.set(key, of(...keys));
    return known.get(key)!;
  };
}

const clip = (value: number, most = 1) => Math.min(most, Math.max(0, value));

export function naiveScores(office: Office, s: Scoring): Naive {
  const all: Naive = { rates: [], themes: [], components: [], scores: [] };
  const months = monthsOf(office);
  months.forEach((month, at) => {
    const found = ofMonth(office, s, month, months[at - 1] ?? null);
    for (const name of ['rates', 'themes', 'components', 'scores'] as const)
      all[name].push(...(found[name] as never[]));
  });
  return all;
}

function ofMonth(office: Office, s: Scoring, month: Month, before: Month | null): Naive {
  const units = office.units;
  const tierOf = (unit: string) => units.find(each => each.unit_id === unit)!.tier;
  const mates = (unit: string) => units.filter(each => each.tier === tierOf(unit)).map(each => each.unit_id);
  const values = new Map<string, number>();
  const noCase = { x: 0, n: 0, open: false, cases: [] as string[] };
  const counted = remembered((id, unit, which) =>
    rateOf(office, id as DefinitionId, unit!, which === 'now' ? month : before!, s),
  );

  const rates = allDefinitions.flatMap(id =>
    units.map(({ unit_id }) => {
      const per = id === 'disclosure' ? 5 : 1;
      const of = (unit: string, m: Month | null) =>
        m === null ? noCase : counted(id, unit, m === month ? 'now' : 'before');
      const cases = (unit: string) => ({ x: of(unit, month).x / per, n: of(unit, month).n / per });
      const whole = (unit: string, m: Month | null) => ({
        x: Math.floor(of(unit, m).x / per + 0.5),
        n: of(unit, m).n / per,
      });
      const tier = mates(unit_id).map(cases);
      const rest = mates(unit_id)
        .filter(each => each !== unit_id)
        .map(each => whole(each, month))
        .reduce((sum, each) => ({ x: sum.x + each.x, n: sum.n + each.n }), { x: 0, n: 0 });
      const { x, n, open } = of(unit_id, month);
      const fitted = naive.prior(tier);
      const own = cases(unit_id);
      const limits = n === 0 ? [null, null] : naive.wilson(own);
      const shrunk = n === 0 ? null : (own.x + fitted!.mean * fitted!.strength) / (own.n + fitted!.strength);
      if (shrunk !== null) values.set(`${unit_id} ${id}`, shrunk);
      return {
        key: `${month.month} ${unit_id} ${id}`,
        numbers: {
          numerator: x,
          denominator: n,
          value: n === 0 ? null : x / n,
          low: limits[0]!,
          high: limits[1]!,
          shrunk,
          tier_mean: fitted?.mean ?? null,
          p_value: naive.midP(whole(unit_id, month), rest),
          p_previous: naive.midP(whole(unit_id, month), whole(unit_id, before)),
        } as Record<string, number | null>,
        note: id === 'first_resolution' && n === 0 && open ? 'window_open' : null,
        funnel: n === 0 ? [null] : naive.funnel(own, fitted!.mean, naive.dispersion(tier)),
      };
    }),
  );
  addQ(rates);

  const themes = ofThemes(office, month, before, mates, values);
  addQ(themes);
  replies(office, s, month, mates, values);
  const { components, scores } = totals(office, s, month, values);
  return { rates, themes, components, scores };
}

function addQ(rows: { numbers: Record<string, number | null> }[]): void {
  const q = naive.adjusted(rows.map(row => row.numbers['p_value'] ?? null));
  const qPrevious = naive.adjusted(rows.map(row => row.numbers['p_previous'] ?? null));
  rows.forEach((row, at) => {
    row.numbers['q_value'] = q[at]!;
    row.numbers['q_previous'] = qPrevious[at]!;
  });
}

/** v, limits (not clipped) and estimator of one theme in the commented cases of a unit. */
export function naiveEstimate(cases: CommentedCase[], theme: string, card: CardRow | undefined) {
  const has = (list: CommentedCase[], of: 'tagged' | 'present') => list.filter(each => each[of].has(theme)).length;
  const known = cases.filter(each => each.standing === 'known');
  const others = cases.filter(each => each.standing !== 'known');
  const random = others.filter(each => each.standing === 'random');
  const share = (list: CommentedCase[], x: number) => {
    const [low, high] = naive.wilson({ x, n: list.length });
    return { w: list.length / cases.length, v: x / list.length, low, high };
  };
  const sum = (fixed: CommentedCase[], rest: number, limits: { v: number; low: number; high: number }) =>
    fixed.length === 0
      ? limits
      : naive.mover([share(fixed, has(fixed, 'present')), { w: rest / cases.length, ...limits }]);
  if (random.length >= 30) {
    const cell = (tagged: boolean, present: boolean) =>
      random.filter(each => each.tagged.has(theme) === tagged && each.present.has(theme) === present).length;
    const r = { tp: cell(true, true), fp: cell(true, false), fn: cell(false, true), tn: cell(false, false) };
    return { ...sum(known, others.length, naive.powered(others.length, has(others, 'tagged'), r)), estimator: 'ppi' };
  }
  const left = others.filter(each => each.standing === 'unreviewed');
  const usable =
    left.length > 0 &&
    card !== undefined &&
    card.sensitivity_n >= 10 &&
    card.specificity_n >= 10 &&
    card.sensitivity_x / card.sensitivity_n + card.specificity_x / card.specificity_n - 1 >= 0.2 - 1e-12;
  if (!usable) return { ...share(cases, has(cases, 'present')), estimator: 'raw' };
  const limits = naive.roganGladen(
    { x: has(left, 'tagged'), n: left.length },
    { x: card.sensitivity_x, n: card.sensitivity_n },
    { x: card.specificity_x, n: card.specificity_n },
  );
  return { ...sum([...known, ...random], left.length, limits), estimator: 'rogan_gladen' };
}

function ofThemes(
  office: Office,
  month: Month,
  before: Month | null,
  mates: (unit: string) => string[],
  values: Map<string, number>,
) {
  const commented = new Map(office.units.map(({ unit_id }) => [unit_id, commentedOf(office, unit_id, month.month)]));
  const earlier = new Map(
    office.units.map(({ unit_id }) => [unit_id, before ? commentedOf(office, unit_id, before.month) : []]),
  );
  const modelsOf = (name: string) =>
    office.tags.filter(tag => tag.owner === 'comment' && tag.month === name).map(tag => tag.model_id);
  const comparable = new Set([...modelsOf(month.month), ...(before ? modelsOf(before.month) : [])]).size <= 1;
  const estimated = remembered((id, unit) => {
    const card = office.card.find(each => each.theme_id === id);
    return commented.get(unit!)!.length === 0 ? null : naiveEstimate(commented.get(unit!)!, id!, card);
  });
  return themesOfTaxonomy.flatMap(({ id }) =>
    office.units.map(({ unit_id }) => {
      const of = (list: CommentedCase[]) => ({ x: list.filter(each => each.present.has(id)).length, n: list.length });
      const own = of(commented.get(unit_id)!);
      const estimate = (unit: string) => estimated(id, unit);
      const rest = mates(unit_id)
        .filter(each => each !== unit_id)
        .map(each => of(commented.get(each)!))
        .reduce((sum, each) => ({ x: sum.x + each.x, n: sum.n + each.n }), { x: 0, n: 0 });
      const found = estimate(unit_id);
      if (found) {
        const fitted = naive.prior(mates(unit_id).map(each => of(commented.get(each)!)))!;
        const sum = mates(unit_id).reduce((total, each) => total + commented.get(each)!.length, 0);
        const mean =
          mates(unit_id).reduce((total, each) => total + commented.get(each)!.length * (estimate(each)?.v ?? 0), 0) /
          sum;
        values.set(`${unit_id} theme ${id}`, (own.n * found.v + fitted.strength * mean) / (own.n + fitted.strength));
      }
      return {
        key: `${month.month} ${unit_id} ${id}`,
        estimator: found?.estimator ?? null,
        numbers: {
          numerator: own.x,
          denominator: own.n,
          raw: own.n === 0 ? null : own.x / own.n,
          value: found && clip(found.v),
          low: found && clip(found.low),
          high: found && clip(found.high),
          p_value: naive.midP(own, rest),
          p_previous: comparable ? naive.midP(own, of(earlier.get(unit_id)!)) : null,
        } as Record<string, number | null>,
      };
    }),
  );
}

function replies(
  office: Office,
  s: Scoring,
  month: Month,
  mates: (unit: string) => string[],
  values: Map<string, number>,
) {
  const of = (unit: string) =>
    office.cases
      .filter(each => each.unit_id === unit && each.is_counted && each.route !== 'litigation' && !each.duplicate_of)
      .filter(each => each.replied_on !== null && each.replied_on >= month.first && each.replied_on <= month.last)
      .filter(each => each.registered_on <= month.last)
      .flatMap(each => office.replies.find(reply => reply.case_id === each.case_id)?.score ?? []);
  for (const { unit_id } of office.units) {
    const own = of(unit_id);
    const tier = mates(unit_id).flatMap(of);
    if (own.length === 0) continue;
    const sum = (list: number[]) => list.reduce((total, score) => total + score / 100, 0);
    const M = s.reply_strength;
    values.set(`${unit_id} reply_quality`, (sum(own) + (M * sum(tier)) / tier.length) / (own.length + M));
  }
}

function totals(office: Office, s: Scoring, { month }: Month, values: Map<string, number>) {
  const components: Naive['components'] = [];
  const scores: NaiveScore[] = [];
  const missed = missedOf(office, s);
  const band = (score: number | null) => (score === null ? null : s.bands.find(each => score >= each.from)!.band);
  for (const { unit_id, tier } of office.units) {
    const row = (id: string, score: number | null, weight: number | null, missing: string[] = []) => ({
      key: `${month} ${unit_id} ${id}`,
      score,
      weight,
      band: id === 'deduction' ? null : band(score),
      missing: missing.sort(),
    });
    const spread = (parts: { id: string; w: number; v: number | null }[]) => {
      const sum = parts.filter(part => part.v !== null).reduce((total, part) => total + part.w, 0);
      const given = parts.map(part => ({ ...part, w: part.v === null ? 0 : part.w / sum }));
      const total = given.reduce((all, part) => all + part.w * (part.v ?? 0), 0);
      const missing = parts.filter(part => part.v === null).map(part => part.id);
      return { given, missing, total: missing.length === parts.length ? null : total };
    };
    const indicators = Object.entries(s.indicators).map(([indicator, weights]) => {
      const parts = Object.entries(weights).map(([id, w]) => {
        if (id !== 'theme') return { id, w: w!, v: values.get(`${unit_id} ${id}`) ?? null };
        const losses = themesOfTaxonomy
          .filter(theme => theme.indicator_primary === indicator)
          .map(theme => {
            const rate = values.get(`${unit_id} theme ${theme.id}`);
            return rate === undefined ? null : (s.severity[theme.severity] * rate) / s.full_loss;
          });
        if (losses.some(loss => loss === null)) return { id, w: w!, v: null };
        return { id, w: w!, v: 1 - clip(losses.reduce<number>((sum, loss) => sum + loss!, 0)) };
      });
      const found = spread(parts);
      for (const { id, w, v } of found.given) {
        if (v !== null)
          components.push({ key: `${month} ${unit_id} ${indicator} ${id}`, value: v, weight: w, points: 100 * w * v });
      }
      return { id: indicator, score: found.total === null ? null : 100 * found.total, missing: found.missing };
    });
    const weights = s.citizens[tier as 'upper'] as Record<string, number>;
    const citizens = spread(indicators.map(each => ({ id: each.id, w: weights[each.id]!, v: each.score })));
    scores.push(...indicators.map((each, at) => row(each.id, each.score, citizens.given[at]!.w, each.missing)));
    const outside = (source: string) =>
      office.appraisals.find(each => each.unit_id === unit_id && each.month === month && each.source === source)
        ?.score ?? null;
    const sources = spread([
      { id: 'citizens', w: s.final.citizens, v: citizens.total },
      { id: 'superior', w: s.final.superior, v: outside('superior') },
      { id: 'third_party', w: s.final.third_party, v: outside('third_party') },
    ]);
    scores.push(...sources.given.map(({ id, v, w }) => row(id, v, w, id === 'citizens' ? citizens.missing : [])));
    const cases = new Set(
      missed
        .filter(each => each.unit_id === unit_id && each.month === month && each.deduction > 0)
        .map(each => each.case_id),
    );
    const deduction = 0 - Math.min(s.deduction.most, cases.size * s.deduction.per_case);
    scores.push(row('deduction', deduction, null));
    const final = citizens.total === null ? null : clip(sources.total! + deduction, 100);
    scores.push(row('final', final, null, sources.missing));
  }
  return { components, scores };
}
