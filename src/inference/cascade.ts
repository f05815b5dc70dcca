import type { Classification } from '../core/classification.js';
import { classifiedTogether } from '../core/text-work.js';

/** Below this many wrong tags to be expected, a text is not worth the encoder's time. */
export const leastDoubt = 0.02;

/**
 * Which texts the encoder reads: of those with at least `leastDoubt` the ones with the greatest doubt, `budget` of each 50,000 (all of a shorter call, if they
 * are not more), in the order of the input. Equal doubts keep their order: the same input, the same choice.
 */
export function mostDoubtful(doubts: readonly number[], budget: number): number[] {
  const chosen: number[] = [];
  for (let from = 0; from < doubts.length; from += classifiedTogether) {
    const to = Math.min(doubts.length, from + classifiedTogether);
    const doubtful: number[] = [];
    for (let index = from; index < to; index++) if (doubts[index]! >= leastDoubt) doubtful.push(index);
    if (doubtful.length > budget) {
      doubtful.sort((a, b) => doubts[b]! - doubts[a]! || a - b);
      doubtful.length = budget;
      doubtful.sort((a, b) => a - b);
    }
    chosen.push(...doubtful);
  }
  return chosen;
}

/**
 * An answer of a model that was not trained for some themes, with those themes as another one found them. `ids` are all
 * themes in the taxonomy's order.
 */
export function withThemesOf(
  other: Classification,
  unknown: ReadonlySet<string>,
  found: Classification,
  ids: readonly string[],
): Classification {
  const added = other.themes.filter(theme => unknown.has(theme.theme));
  if (added.length === 0) return found;
  const themes = [...found.themes, ...added].sort((a, b) => ids.indexOf(a.theme) - ids.indexOf(b.theme));
  const polarity = found.polarity === 'neutral' ? 'dissatisfied' : found.polarity;
  return { ...found, themes, polarity, abstain: null };
}
