import { expect, test } from 'vitest';
import { rates, sub_scores, supervision, theme_rates, training_needs } from '../../src/core/scores.js';
import { caseOf, commentOf, day, emptyOffice, scoringDatabase, tagOf, unit } from '../support/score-office.js';

test('smoke', async () => {
  const db = await scoringDatabase();
  const o = emptyOffice();
  o.units = [unit('a'), unit('b'), unit('u', 'upper')];
  const c = caseOf('a', '2025-01-10', {
    accepted_on: day('2025-01-20'),
    replied_on: day('2025-02-20'),
    closed_on: day('2025-02-21'),
  });
  const k = commentOf('a', c.case_id, '2025-02-22', { rating: 'satisfied' });
  o.cases = [c, caseOf('b', '2025-01-11')];
  o.comments = [k];
  o.tags = [tagOf(k, 'attitude_poor')];
  console.log(await db.run(o));
  console.log(
    (await db.rows(rates)).filter(r => r.denominator > 0),
    (await db.rows(theme_rates)).filter(r => r.numerator > 0),
  );
  console.log(await db.rows(sub_scores));
  console.log(
    await db.rows(supervision),
    (await db.rows(training_needs)).filter(n => n.need),
  );
  console.log(await db.run(o));
  db.close();
}, 30000);
