import { z } from 'zod';
import { units } from '../core/records.js';
import { batchOf, type Row, rowsOf } from '../core/relation.js';
import { theme_rates, training_needs } from '../core/scores.js';
import { type Scoring, scoringSchema } from '../core/scoring.js';
import { stage } from '../core/stage.js';
import { scoredThemes, type Taxonomy, taxonomySchema } from '../core/taxonomy.js';

type ThemeRow = Row<typeof theme_rates>;
type Need = Row<typeof training_needs>;

/** Theme rates → what training each unit needs, every unit × module of every month. */
export const training = stage({
  name: 'training',
  version: 1,
  reads: [theme_rates, units],
  writes: [training_needs],
  config: z.object({ scoring: scoringSchema, taxonomy: taxonomySchema }),
  async run(io, { scoring, taxonomy }) {
    const tiers = new Map(rowsOf(await io.all('units')).map(unit => [unit.unit_id, unit.tier]));
    const months = new Map<string, ThemeRow[]>();
    for await (const batch of io.read('theme_rates')) {
      for (const row of rowsOf(batch)) {
        const rows = months.get(row.month);
        if (rows) rows.push(row);
        else months.set(row.month, [row]);
      }
    }
    for (const [month, rows] of months) {
      await io.write('training_needs', batchOf(training_needs, monthNeeds(month, rows, tiers, taxonomy, scoring)));
    }
  },
});

/** Themes by module, in the taxonomy's order; red flags and unscored themes call for no course. */
export function moduleThemes(taxonomy: Taxonomy): Map<string, string[]> {
  const themes = scoredThemes(taxonomy);
  return new Map(
    taxonomy.training_modules.map(module => [
      module.id,
      themes.filter(theme => theme.training.includes(module.id)).map(theme => theme.id),
    ]),
  );
}

/**
 * Needs of one month. need = 100 · min(1, Σ max(0, v) / need_rate) over the module's themes, v the corrected theme
 * rate; limits with the rates' own limits. Verdict: `no_evidence` below `fewest_cases` commented cases; `need` where
 * some theme's rate is above the tier's mean by more than chance (its interval lies above it) and seen in at least
 * two cases; `watch` where tags exist; else `no_evidence`. Cause: `skill` where one unit stands out, `rule` where most
 * units of the tier share the theme, `single_event` for a single case, else `unclear`.
 */
export function monthNeeds(
  month: string,
  rows: readonly ThemeRow[],
  tiers: ReadonlyMap<string, string>,
  taxonomy: Taxonomy,
  scoring: Scoring,
): Need[] {
  const byUnit = new Map<string, Map<string, ThemeRow>>();
  const tierSums = new Map<string, { x: number; n: number; units: number; touched: number }>();
  for (const row of rows) {
    let themes = byUnit.get(row.unit_id);
    if (!themes) byUnit.set(row.unit_id, (themes = new Map()));
    themes.set(row.theme_id, row);
    const key = `${tiers.get(row.unit_id)} ${row.theme_id}`;
    const sum = tierSums.get(key) ?? { x: 0, n: 0, units: 0, touched: 0 };
    sum.x += (row.value ?? 0) * row.denominator;
    sum.n += row.denominator;
    sum.units += row.denominator > 0 ? 1 : 0;
    sum.touched += row.numerator > 0 ? 1 : 0;
    tierSums.set(key, sum);
  }
  const modules = moduleThemes(taxonomy);
  return [...byUnit].flatMap(([unitId, themes]) =>
    [...modules].map(([moduleId, ids]) => {
      const own = ids.flatMap(id => themes.get(id) ?? []);
      return need(month, unitId, moduleId, own, id => tierSums.get(`${tiers.get(unitId)} ${id}`)!, scoring);
    }),
  );
}

function need(
  month: string,
  unitId: string,
  moduleId: string,
  rows: readonly ThemeRow[],
  tierOf: (themeId: string) => { x: number; n: number; units: number; touched: number },
  scoring: Scoring,
): Need {
  const sum = (pick: (row: ThemeRow) => number | null) =>
    rows.reduce((total, row) => total + Math.max(0, pick(row) ?? 0), 0);
  const scale = (rate: number) => 100 * Math.min(1, rate / 0.1);
  const commented = Math.max(0, ...rows.map(row => row.denominator));
  const tagged = rows
    .filter(row => row.numerator > 0)
    .sort((a, b) => b.numerator - a.numerator || (a.theme_id < b.theme_id ? -1 : 1));
  const evidence = tagged.reduce((total, row) => total + row.numerator, 0);
  const standsOut = rows.filter(row => {
    const tier = tierOf(row.theme_id);
    return row.numerator >= 2 && tier.n > 0 && (row.low ?? 0) > tier.x / tier.n;
  });
  const shared = tagged.filter(
    row => tierOf(row.theme_id).touched * 2 > tierOf(row.theme_id).units && tierOf(row.theme_id).units > 2,
  );
  const enough = commented >= scoring.training.least_commented;
  const verdict = enough && standsOut.length > 0 ? 'need' : enough && evidence > 0 ? 'watch' : 'no_evidence';
  const cause =
    evidence === 1 ? 'single_event' : standsOut.length > 0 ? 'skill' : shared.length > 0 ? 'rule' : 'unclear';
  const hasValue = commented > 0;
  return {
    month,
    unit_id: unitId,
    module_id: moduleId,
    need: hasValue ? scale(sum(row => row.value)) : null,
    low: hasValue ? scale(sum(row => row.low)) : null,
    high: hasValue ? scale(sum(row => row.high)) : null,
    cause,
    themes: tagged.map(row => row.theme_id),
    evidence_count: evidence,
    verdict,
  };
}
