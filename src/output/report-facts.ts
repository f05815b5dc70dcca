import { lowerIsBetter, rateNames, threeRates } from './report-definitions.js';
import type { KeyFacts, RateCell, ReportModel, Sentence, UnitLine } from './report-model.js';
import { byText } from './report-units.js';
import {
  changeWords,
  countChangeWords,
  countText,
  expectedWords,
  interval,
  isReal,
  isSmall,
  monthWords,
  percent,
  ratioText,
} from './report-words.js';

/** What page one is made from: the model without its words. */
export type Findings = Omit<ReportModel, 'keyFacts' | 'suggestions' | 'definitions' | 'header'> & {
  readonly month: string;
};

/** A unit's rate that differs from the rest of its tier for certain (q ≤ 0.05). */
export interface Outlier {
  readonly unit: UnitLine;
  readonly rate: RateCell;
  readonly side: 'better' | 'worse';
}

/** The units' rates that differ from their tier, the surest first; rates with fewer than ten cases stay out. */
export function outliers(units: readonly UnitLine[]): Outlier[] {
  const found: Outlier[] = [];
  for (const unit of units) {
    for (const rate of unit.rates) {
      const { value, tierMean } = rate;
      if (value === null || tierMean === null || !isReal(rate.qValue) || isSmall(rate.denominator)) continue;
      const better = value > tierMean !== lowerIsBetter.has(rate.definitionId);
      found.push({ unit, rate, side: better ? 'better' : 'worse' });
    }
  }
  return found.sort((a, b) => a.rate.qValue! - b.rate.qValue! || byText(a.unit.unitId, b.unit.unitId));
}

/** Page one: what happened and what matters; `todo` is given. */
export function keyFacts(findings: Findings, todo: readonly Sentence[]): KeyFacts {
  return { happened: happened(findings), matters: matters(findings), todo };
}

function happened(findings: Findings): Sentence[] {
  const { totals, overall, month } = findings;
  const excluded = totals.excluded.reduce((sum, row) => sum + row.count, 0);
  const parts = [`${monthWords(month)}登记信访件 ${countText(totals.cases.count)} 件`, countChangeWords(totals.cases)];
  if (totals.completed.count > 0) parts.push(`答复或办结 ${countText(totals.completed.count)} 件`);
  if (excluded > 0) parts.push(`另有 ${countText(excluded)} 件按规定不计入`);
  const sentences: Sentence[] = [plain(`${parts.filter(Boolean).join('，')}。`, 'cases', 'totals')];
  for (const id of threeRates) {
    const rate = overall.find(each => each.definitionId === id);
    if (!rate) continue;
    if (rate.value === null) {
      sentences.push(plain(`${rate.name}：本月没有可计算的件。`, id, 'rates'));
      continue;
    }
    const change = changeWords(rate.value, rate.previous, rate.qPrevious);
    const text = `${rate.name} ${percent(rate.value)}${interval(rate)}${change ? `，${change}` : ''}。`;
    sentences.push({
      text,
      tone: toneOfChange(rate.value, rate.previous, rate.qPrevious),
      definition: id,
      section: 'rates',
    });
  }
  if (totals.comments.count > 0) {
    const change = countChangeWords(totals.comments);
    const text = `收到有内容留言 ${countText(totals.comments.count)} 条${change ? `，${change}` : ''}。`;
    sentences.push(plain(text, 'comments', 'totals'));
  }
  return sentences;
}

function matters(findings: Findings): Sentence[] {
  const sentences = [
    ...worseUnits(findings).slice(0, 3),
    ...risenThemes(findings).slice(0, 3),
    ...changedUnits(findings),
    ...leadingBursts(findings).slice(0, 2).map(burstSentence),
    ...repeatedIssues(findings),
    ...topThemes(findings),
    ...supervised(findings),
    ...smallUnits(findings),
  ];
  if (sentences.length > 0) return sentences;
  return [plain('本月各项检验没有发现超出随机波动的变化或差异。', 'test', 'rates')];
}

/** One sentence for each rate in which units lie below their tier, the three rates first. */
function worseUnits({ units }: Findings): Sentence[] {
  const worse = outliers(units).filter(each => each.side === 'worse');
  return Object.keys(rateNames).flatMap(id => {
    const found = worse.filter(each => each.rate.definitionId === id);
    if (found.length === 0) return [];
    const named = found
      .slice(0, 3)
      .map(
        ({ unit, rate }) =>
          `${unit.name} ${percent(rate.value)}${interval(rate)}，同层级平均 ${percent(rate.tierMean)}`,
      )
      .join('；');
    const more = found.length > 3 ? `；共 ${found.length} 家` : '';
    const word = lowerIsBetter.has(id) ? '高于' : '低于';
    return bad(`${rateNames[id]}明显${word}同层级其余单位：${named}${more}。`, id, 'units');
  });
}

function changedUnits({ units }: Findings): Sentence[] {
  const changed = units.flatMap(unit =>
    unit.rates
      .filter(
        rate => isReal(rate.qPrevious) && rate.value !== null && rate.previous !== null && !isSmall(rate.denominator),
      )
      .map(rate => ({ unit, rate })),
  );
  return changed
    .sort((a, b) => a.rate.qPrevious! - b.rate.qPrevious! || byText(a.unit.unitId, b.unit.unitId))
    .slice(0, 2)
    .map(({ unit, rate }) => {
      const up = rate.value! > rate.previous!;
      const tone = up !== lowerIsBetter.has(rate.definitionId) ? 'good' : 'bad';
      const text = `${unit.name}${rateNames[rate.definitionId]}较上月明显${up ? '上升' : '下降'}：${percent(rate.previous)} → ${percent(rate.value)}${interval(rate)}。`;
      return { text, tone, definition: rate.definitionId, section: 'units' };
    });
}

/** Units whose comments name a service problem more often than their tier's or than a month ago. */
function risenThemes({ themes }: Findings): Sentence[] {
  return themes
    .flatMap(theme =>
      theme.units
        .filter(unit => unit.side === 'above' || (isReal(unit.qPrevious) && (unit.raw ?? 0) > (unit.previousRaw ?? 1)))
        .map(unit => {
          const against = unit.side === 'above' ? '明显高于同层级其余单位' : '较上月明显上升';
          return {
            q: Math.min(unit.qValue ?? 1, unit.qPrevious ?? 1),
            sentence: bad(
              `${unit.name}“${theme.name}”${against}：${unit.denominator} 件有内容留言中识别出 ${unit.numerator} 件（${percent(unit.raw)}），按模型误差校正后 ${percent(unit.value)}${interval(unit)}。`,
              'theme_rate',
              'themes',
            ),
          };
        }),
    )
    .sort((a, b) => a.q - b.q || byText(a.sentence.text, b.sentence.text))
    .map(each => each.sentence);
}

/**
 * Bursts that tell something of their own: a unit's share of a burst of all units, the subject of an issue that burst
 * itself and a theme that a unit is named for anyway stay out.
 */
export function leadingBursts({
  bursts,
  issues,
  themes,
}: Pick<Findings, 'bursts' | 'issues' | 'themes'>): Findings['bursts'] {
  const named = new Set(
    themes.filter(theme => theme.units.some(unit => unit.side === 'above')).map(theme => theme.name),
  );
  const everywhere = new Set(bursts.filter(burst => burst.unit === null).map(burst => `${burst.scope} ${burst.label}`));
  const titles = new Set(bursts.filter(burst => burst.scope === 'issue').map(burst => burst.label));
  const subjects = new Set(issues.filter(issue => titles.has(issue.title)).map(issue => issue.subject));
  return bursts.filter(
    burst =>
      (burst.unit === null || !everywhere.has(`${burst.scope} ${burst.label}`)) &&
      (burst.scope !== 'subject' || !subjects.has(burst.label)) &&
      (burst.scope !== 'theme' || !named.has(burst.label)),
  );
}

function burstSentence(burst: Findings['bursts'][number]): Sentence {
  const where = burst.unit === null ? '' : `（${burst.unit}）`;
  const ratio = burst.ratio === null ? '' : `，为其 ${ratioText(burst.ratio)} 倍`;
  const range =
    burst.low === null || burst.high === null ? '' : `（${ratioText(burst.low)}–${ratioText(burst.high)} 倍）`;
  return bad(
    `“${burst.label}”${where}突增：本月 ${burst.observed} 件，${expectedWords(burst.expected)}${ratio}${range}。`,
    'burst',
    'bursts',
  );
}

/** Issues in which the same text came again and again. */
function repeatedIssues({ issues }: Findings): Sentence[] {
  return issues
    .filter(issue => issue.cases >= 10 && issue.distinctEvents * 2 <= issue.cases)
    .slice(0, 2)
    .map(issue =>
      plain(
        `“${issue.title}”登记 ${issue.cases} 件，去重后为 ${issue.distinctEvents} 个事件，疑为集中重复反映，研判时按事件数看。`,
        'share',
        'issues',
      ),
    );
}

function topThemes({ themes }: Findings): Sentence[] {
  const top = themes.filter(theme => theme.value !== null && theme.numerator > 0).slice(0, 3);
  if (top.length === 0) return [];
  const named = top.map(theme => `${theme.name} ${percent(theme.value)}${interval(theme)}`).join('、');
  return [plain(`群众留言中最集中的服务问题：${named}（校正后，占有内容留言件）。`, 'theme_rate', 'themes')];
}

function supervised({ supervision }: Findings): Sentence[] {
  const { acceptance, completion, open } = supervision;
  if (acceptance + completion + open === 0) return [];
  const text = `本月触发督办 ${countText(acceptance + completion)} 件次（受理超期 ${countText(acceptance)}、办结超期 ${countText(completion)}），月末仍未办 ${countText(open)} 件次。`;
  return [open > 0 ? bad(text, 'supervision', 'supervision') : plain(text, 'supervision', 'supervision')];
}

/** Rates of 0 or 100 % on a handful of cases: what a league table would crown or shame. */
function smallUnits({ units }: Findings): Sentence[] {
  const extremes = units.flatMap(unit => {
    const rate = unit.rates.find(each => each.definitionId === 'satisfaction');
    if (!rate || !isSmall(rate.denominator) || (rate.value !== 1 && rate.value !== 0)) return [];
    return `${unit.name}（${rate.numerator}/${rate.denominator} 件满意，区间 ${percent(rate.low)}–${percent(rate.high)}）`;
  });
  if (extremes.length === 0) return [];
  const named = extremes.slice(0, 3).join('、');
  const more = extremes.length > 3 ? ` 等 ${extremes.length} 家` : '';
  return [plain(`件数太少、满意率不足以下结论的单位：${named}${more}。`, 'interval', 'units')];
}

function toneOfChange(value: number, previous: number | null, q: number | null): Sentence['tone'] {
  if (previous === null || !isReal(q)) return 'plain';
  return value > previous ? 'good' : 'bad';
}

function plain(text: string, definition: string, section: Sentence['section']): Sentence {
  return { text, tone: 'plain', definition, section };
}

function bad(text: string, definition: string, section: Sentence['section']): Sentence {
  return { text, tone: 'bad', definition, section };
}
