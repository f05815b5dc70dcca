import gammaQuantile from '@stdlib/stats-base-dists-gamma-quantile';

/** Smallest shape that `gammaRow` is accurate for. */
export const LEAST_SHAPE = 0.5;

/** From this shape on the Cornish-Fisher series is within 4e-6 standard deviations. */
const LARGE_SHAPE = 64;
/** Distance of the knots between which a smaller shape's quantiles are interpolated, in standard deviations. */
const KNOT = 0.1;

/** Standard normal quantile of p in (0, 1): a squared normal deviate is twice a gamma deviate of shape ½. */
export function normalQuantile(p: number): number {
  const size = Math.sqrt(2 * gammaQuantile(Math.abs(2 * p - 1), 0.5, 1));
  return p < 0.5 ? -size : size;
}

/**
 * Quantiles of the gamma distribution with mean 1 at ascending probabilities, given with their normal quantiles.
 * @param shape at least 0.5
 */
export function gammaRow(shape: number, probabilities: Float64Array, normals: Float64Array): Float64Array {
  return shape >= LARGE_SHAPE
    ? normals.map(z => largeShapeQuantile(shape, z) / shape)
    : smallShapeRow(shape, probabilities, normals);
}

/** Cornish-Fisher series of a chi-squared quantile (Johnson, Kotz & Balakrishnan 1994, eq. 18.24), halved. */
function largeShapeQuantile(shape: number, z: number): number {
  const freedom = 2 * shape;
  const root = Math.sqrt(freedom);
  const z2 = z * z;
  const chi =
    freedom +
    root * Math.SQRT2 * z +
    (2 / 3) * (z2 - 1) +
    (z * (z2 - 7)) / (9 * Math.SQRT2 * root) -
    (6 * z2 * z2 + 14 * z2 - 32) / (405 * freedom) +
    (z * (9 * z2 * z2 + 256 * z2 - 433)) / (4860 * Math.SQRT2 * freedom * root);
  return chi / 2;
}

/** Exact at knots, between them cubic in the normal quantile: there the cube root is smooth (Wilson & Hilferty 1931). */
function smallShapeRow(shape: number, probabilities: Float64Array, normals: Float64Array): Float64Array {
  const knots: number[] = [];
  normals.forEach((z, at) => {
    if (knots.length === 0 || at === normals.length - 1 || z - normals[knots.at(-1)!]! >= KNOT) knots.push(at);
  });
  const z = knots.map(at => normals[at]!);
  const root = knots.map(at => Math.cbrt(gammaQuantile(probabilities[at]!, shape, 1) / shape));
  let knot = 0;
  return normals.map(value => {
    while (knot < knots.length - 4 && value > z[knot + 2]!) knot += 1;
    return cubic(value, z, root, knot) ** 3;
  });
}

/** Polynomial through the four points from `first` on (Lagrange), or through all where there are fewer. */
function cubic(value: number, z: number[], y: number[], first: number): number {
  const last = Math.min(first + 4, z.length);
  let sum = 0;
  for (let at = first; at < last; at += 1) {
    let weight = y[at]!;
    for (let other = first; other < last; other += 1) {
      if (other !== at) weight *= (value - z[other]!) / (z[at]! - z[other]!);
    }
    sum += weight;
  }
  return sum;
}
