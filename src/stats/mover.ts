import type { Limits } from './count.js';

/** One independent term of a weighted sum, with limits of its own that need not lie in [0, 1]. */
export type Part = Limits & { weight: number };

/**
 * Limits of a sum of independent estimates from the limits of its terms: method of variance estimates recovery
 * (Zou & Donner 2008, Stat Med 27:1693). The value is Σ weight·value.
 */
export function moverSum(parts: Part[]): Limits {
  let value = 0;
  let below = 0;
  let above = 0;
  for (const part of parts) {
    value += part.weight * part.value;
    below += (part.weight * (part.value - part.low)) ** 2;
    above += (part.weight * (part.high - part.value)) ** 2;
  }
  return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
}
