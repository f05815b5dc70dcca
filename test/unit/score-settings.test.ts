import { describe, expect, test } from 'vitest';
import { MinshengError } from '../../src/core/errors.js';
import { bandOf, componentsOf, parseScoring } from '../../src/core/scoring.js';
import { scoring, scoringInput, taxonomy } from '../support/score-office.js';

type Tree = { [name: string]: Tree } & { [name: string]: unknown };

/** The faults named after the given values were put in; '' where the file is accepted. */
function faults(...changes: [path: string, value: unknown][]): string {
  const input = scoringInput() as unknown as Tree;
  for (const [path, value] of changes) {
    const names = path.split('.');
    let at = input;
    for (const name of names.slice(0, -1)) at = at[name]!;
    if (value === undefined) delete at[names.at(-1)!];
    else (at as Record<string, unknown>)[names.at(-1)!] = value;
  }
  try {
    parseScoring(input, taxonomy);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(MinshengError);
    expect((error as MinshengError).kind).toBe('configuration');
    return (error as MinshengError).message;
  }
}

describe('scoring.yaml', () => {
  test('has the weights and limits of the rules', () => {
    expect(scoring.indicators).toEqual({
      performance: { first_resolution: 0.3, backlog_resolution: 0.25, theme: 0.45 },
      service: { satisfaction: 0.5, reply_quality: 0.15, theme: 0.35 },
      compliance: {
        timely_acceptance: 0.25,
        on_time_completion: 0.3,
        document_delivery: 0.1,
        disclosure: 0.15,
        theme: 0.2,
      },
      emergency: { urgent_response: 0.8, theme: 0.2 },
    });
    expect(scoring.citizens.grassroots).toEqual({ performance: 0.4, service: 0.3, compliance: 0.2, emergency: 0.1 });
    expect(scoring.citizens.upper).toEqual({ performance: 0.3, service: 0.3, compliance: 0.3, emergency: 0.1 });
    expect(scoring.final).toEqual({ citizens: 0.5, superior: 0.3, third_party: 0.2 });
    expect(scoring.thresholds).toEqual({
      acceptance_days: 15,
      completion_days: 60,
      extension_days: 30,
      repeat_window_days: 90,
      backlog_months: 12,
      delivery_days: 10,
      urgent_hours: 24,
    });
    expect([scoring.draws, scoring.reply_strength, scoring.full_loss]).toEqual([2000, 10, 0.5]);
    expect(scoring.severity).toMatchObject({ low: 0.5, medium: 1, high: 2 });
    expect(scoring.deduction).toEqual({ per_case: 0.5, most: 10 });
  });

  test('citizens below 0.40 are refused, at 0.40 accepted', () => {
    const final = (citizens: number) => faults(['final', { citizens, superior: 0.3, third_party: 0.7 - citizens }]);
    expect(final(0.4)).toBe('');
    expect(final(0.39)).toMatch(/final\.citizens: 0\.39 is below 0\.4/);
  });

  test('weights must sum to 1', () => {
    expect(faults(['citizens.upper.service', 0.31])).toMatch(
      /citizens\.upper: weights must sum to 1; they sum to 1\.01/,
    );
    expect(faults(['indicators.service.theme', undefined])).toMatch(/indicators\.service: .*sum to 0\.65/);
    expect(faults(['final.superior', 0.2])).toMatch(/final: weights must sum to 1/);
  });

  test('every fault is told at once, with what would be valid', () => {
    const told = faults(
      ['thresholds.accept_days', 15],
      ['thresholds.acceptance_days', 0],
      ['indicators.service.repeat', 0.1],
      ['satisfied', ['happy']],
      ['vetoes', [{ kind: 'x', themes: ['privacy_leak'], least_cases: 1, least_confidence: 0.5, above_tier: false }]],
      ['draws', undefined],
      ['citizens.upper.service', 0.31],
    );
    expect(told).toMatch(/thresholds: unknown accept_days; valid: acceptance_days, completion_days/);
    expect(told).toMatch(/thresholds\.acceptance_days: .*>=1/);
    expect(told).toMatch(/indicators\.service: unknown repeat; valid: timely_acceptance/);
    expect(told).toMatch(/satisfied\.0: .*"satisfied"\|"basically_satisfied"\|"dissatisfied"/);
    expect(told).toMatch(/vetoes\.0\.themes\.0: no scored theme; valid: policy_explanation_unclear/);
    expect(told).toMatch(/draws: /);
    expect(told).toMatch(/citizens\.upper: weights/);
    expect(told).not.toContain('valid: privacy_leak');
  });

  test('bands fall from the best to one that begins at 0', () => {
    const bands = (...from: number[]) => faults(['bands', from.map((each, at) => ({ band: `b${at}`, from: each }))]);
    expect(bands(90, 0)).toBe('');
    expect(bands(80, 90, 0)).toMatch(/bands: must fall/);
    expect(bands(90, 10)).toMatch(/bands: the last band must begin at 0/);
  });
});

test('bands by score: the limit belongs to the better one', () => {
  expect([90, 89.999, 80, 79.999, 60, 59.999, 0, null].map(score => bandOf(scoring, score))).toEqual([
    '优',
    '良',
    '良',
    '中',
    '中',
    '待改进',
    '待改进',
    null,
  ]);
});

test('a component of weight 0 is none', () => {
  const changed = { ...scoring, indicators: { ...scoring.indicators, emergency: { urgent_response: 1, theme: 0 } } };
  expect(componentsOf(changed, 'emergency')).toEqual([{ id: 'urgent_response', weight: 1 }]);
});
