/** What makes an issue hot, each as a count or share of its own month. */
export interface HeatInput {
  readonly cases: number;
  /** Near-duplicates merged. */
  readonly events: number;
  /** Cases beyond what the earlier months make expected, as a share of the issue's cases, 0–1; 0 without history. */
  readonly rise: number;
  /** Whether it has a place: what has one is one problem. */
  readonly placed: boolean;
  /** Units that received it. */
  readonly units: number;
  /** Cases that repeat an earlier one or whose citizen is dissatisfied, as a share, 0–1. */
  readonly unresolved: number;
  /** Cases of the last ten days of the month, as a share, 0–1. */
  readonly recent: number;
}

/** Points of each part; together 100. */
export const heatPoints = { cases: 40, events: 15, rise: 20, unresolved: 10, placed: 5, units: 5, recent: 5 } as const;

/**
 * Heat of the issues of one month, 0–100: Σ points × part. Counts enter as ln(1 + count) / ln(1 + the month's largest),
 * so that twice the cases is not twice the heat; shares enter as they are.
 */
export function heatOf(issues: readonly HeatInput[]): number[] {
  const most = (count: (issue: HeatInput) => number) => Math.max(1, ...issues.map(count));
  const [cases, events, units] = [most(each => each.cases), most(each => each.events), most(each => each.units)];
  return issues.map(
    issue =>
      heatPoints.cases * scaled(issue.cases, cases) +
      heatPoints.events * scaled(issue.events, events) +
      heatPoints.units * scaled(issue.units, units) +
      heatPoints.placed * (issue.placed ? 1 : 0) +
      heatPoints.rise * issue.rise +
      heatPoints.unresolved * issue.unresolved +
      heatPoints.recent * issue.recent,
  );
}

function scaled(count: number, most: number): number {
  return Math.log1p(count) / Math.log1p(most);
}
