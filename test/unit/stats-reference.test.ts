import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  type Count,
  dispersion,
  type Estimate,
  fitBetaPrior,
  funnelLimits,
  midP,
  predictionPowered,
  roganGladen,
  themeRate,
  wilson,
} from '../../src/library/stats.js';
import { quantify } from '../../src/stats/quantify.js';

// What each column is, and how the table was made, stands in its `madeBy`.
type Tier = { units: [number, number][]; prior: [number, number]; dispersion: number };
type Table = { [name: string]: number[][] } & { tiers: Tier[]; benjaminiHochberg: [number[], number[]][] };
const reference = JSON.parse(readFileSync(new URL('./stats-reference.json', import.meta.url), 'utf8')) as Table;

/** Rows of the table as fixed-length tuples of numbers, so that destructuring is typed. */
function rows(name: string): number[][] {
  const found = reference[name];
  if (!found || found.length === 0) throw new Error(`no reference rows ${name}`);
  return found;
}

function agree(actual: number | undefined, expected: number | undefined, tolerance = 1e-10): void {
  expect(Math.abs(actual! - expected!), `${actual} against ${expected}`).toBeLessThan(tolerance);
}

function agreeEstimate(actual: Estimate | null, [value, low, high, unclipped]: number[]): void {
  agree(actual?.value, value);
  agree(actual?.low, low);
  agree(actual?.high, high);
  agree(actual?.unclipped, unclipped);
}

const count = (x: number | undefined, n: number | undefined): Count => ({ x: x!, n: n! });
const confusion = (row: number[]) => ({ tp: row[2]!, fp: row[3]!, fn: row[4]!, tn: row[5]! });

describe('against another implementation', () => {
  it('binomial mid-p, up to ten million cases', () => {
    for (const [x, n, rate, p] of rows('binomialMidP')) {
      agree(midP(count(x, n), rate!)!, p);
      if (p! > 1e-300) agree(midP(count(x, n), rate!)! / p!, 1, 1e-9);
    }
  });

  it('two-sample mid-p, up to ten million cases, either sample first', () => {
    for (const [x1, n1, x2, n2, p] of rows('sampleMidP')) {
      agree(midP(count(x1, n1), count(x2, n2))!, p);
      agree(midP(count(x2, n2), count(x1, n1))!, p);
      if (p! > 1e-300) agree(midP(count(x1, n1), count(x2, n2))! / p!, 1, 1e-9);
    }
  });

  it('funnel limits', () => {
    for (const [mean, n, phi, low95, high95, low998, high998] of rows('funnelLimits')) {
      const limits = funnelLimits(mean!, n!, phi)!;
      agree(limits.low95, low95);
      agree(limits.high95, high95);
      agree(limits.low998, low998);
      agree(limits.high998, high998);
    }
  });

  it('Wilson intervals, fractional counts too', () => {
    for (const [x, n, low, high] of rows('wilson')) {
      agree(wilson(count(x, n))?.low, low);
      agree(wilson(count(x, n))?.high, high);
    }
  });

  it('priors and dispersions of tiers of 1 to 37 units', () => {
    for (const tier of reference.tiers) {
      const units = tier.units.map(([x, n]) => ({ x, n }));
      const prior = fitBetaPrior(units)!;
      agree(prior.mean, tier.prior[0]);
      agree(prior.strength, tier.prior[1], 1e-9);
      agree(dispersion(units), tier.dispersion);
    }
  });

  it('Benjamini-Hochberg', () => {
    for (const [p, q] of reference.benjaminiHochberg) {
      benjaminiHochberg(p).forEach((value, at) => {
        agree(value!, q[at]);
      });
    }
  });

  it('Rogan-Gladen with the interval of Lang and Reiczigel', () => {
    for (const row of rows('roganGladen')) {
      const [x, n, seX, seN, spX, spN] = row;
      const [all, sensitivity, specificity] = [count(x, n), count(seX, seN), count(spX, spN)];
      agreeEstimate(roganGladen(all, sensitivity, specificity), row.slice(6));
      const rate = themeRate({ all, sensitivity, specificity });
      agreeEstimate(rate, row.slice(6));
      expect(rate?.estimator).toBe('rogan_gladen');
    }
  });

  it('prediction-powered', () => {
    for (const row of rows('predictionPowered')) {
      const all = count(row[1], row[0]);
      agreeEstimate(predictionPowered(all, confusion(row)), row.slice(6));
      const rate = themeRate({ all, reviewed: confusion(row), sensitivity: count(9, 10), specificity: count(9, 10) });
      agreeEstimate(rate, row.slice(6));
      expect(rate?.estimator).toBe('ppi');
    }
  });

  it('either with cases known beforehand', () => {
    for (const row of rows('predictionPoweredWithKnown')) {
      const quantity = quantify({ all: count(row[1], row[0]), reviewed: confusion(row) }, count(row[6], row[7]));
      agreeEstimate(quantity, row.slice(8));
      expect(quantity?.estimator).toBe('ppi');
    }
    for (const row of rows('roganGladenWithKnown')) {
      const quantity = quantify(
        {
          all: count(row[1], row[0]),
          reviewed: confusion(row),
          sensitivity: count(row[6], row[7]),
          specificity: count(row[8], row[9]),
        },
        count(row[10], row[11]),
      );
      agreeEstimate(quantity, row.slice(12));
      expect(quantity?.estimator).toBe('rogan_gladen');
    }
  });
});
