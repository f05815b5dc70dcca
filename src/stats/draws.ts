import { gammaRow, LEAST_SHAPE, normalQuantile } from './gamma.js';
import { below, createGenerator, type Generator } from './generator.js';

/** Random numbers of one unit and month: the same name gives the same draws, whatever was drawn elsewhere. */
export type Stream = { generator: Generator; next: number };

/** Stratified draws; a vector of `count` is filled at a time, its components independent of one another. */
export type Draws = {
  count: number;
  stream(name: string): Stream;
  /** Fills `out` from Beta(a, b); both shapes 0.5 … 1e9, else RangeError. */
  beta(stream: Stream, a: number, b: number, out: Float64Array): void;
  /** Fills `out` from a normal distribution; sd >= 0, else RangeError. */
  normal(stream: Stream, mean: number, sd: number, out: Float64Array): void;
};

/** Shuffled orders of the strata. A stream starts anywhere and uses each once before it comes round. */
const ORDERS = 128;
/** Rows of the gamma table per doubling of the shape. */
const ROWS_PER_DOUBLING = 4;
const LARGEST_SHAPE = 1e9;

/**
 * Random vectors without a rejection loop: every margin is its quantiles at `count` strata in a shuffled order (Latin
 * hypercube, McKay et al. 1979, Technometrics 21:239), so that a draw is a table look-up. Beta(a, b) = G/(G + H) of
 * two gamma deviates whose quantiles are linear in 1/√shape between the rows of a table filled as shapes are met.
 * @param count draws per vector, 2 … 65,536
 * @param seed of the shuffled orders and of every stream
 */
export function createDraws(count = 2000, seed = 'minsheng'): Draws {
  if (!(Number.isInteger(count) && count >= 2 && count <= 65_536)) {
    throw new RangeError(`draws must number 2 to 65,536: got ${count}`);
  }
  const probabilities = Float64Array.from({ length: count }, (_, at) => (at + 0.5) / count);
  const normals = probabilities.map(normalQuantile);
  const orders = shuffledOrders(count, createGenerator(seed));
  const rows = new Map<number, Float64Array>();

  const row = (index: number): Float64Array => {
    let found = rows.get(index);
    if (!found) {
      found = gammaRow(2 ** (index / ROWS_PER_DOUBLING), probabilities, normals);
      rows.set(index, found);
    }
    return found;
  };

  /** Where the next order of the stream begins: a fresh order, turned by a random number of strata. */
  const nextOrder = (stream: Stream): number => {
    const order = stream.next;
    stream.next = (order + 1) % ORDERS;
    return 2 * count * order + below(stream.generator, count);
  };

  return {
    count,
    stream(name) {
      const generator = createGenerator(`${seed} ${name}`);
      return { generator, next: below(generator, ORDERS) };
    },
    beta(stream, a, b, out) {
      checkLength(out, count);
      checkShape(a);
      checkShape(b);
      const indexA = rowBelow(a);
      const indexB = rowBelow(b);
      const [nearA, farA, nearB, farB] = [row(indexA), row(indexA + 1), row(indexB), row(indexB + 1)];
      const farWeightA = a * farShare(a, indexA);
      const farWeightB = b * farShare(b, indexB);
      const nearWeightA = a - farWeightA;
      const nearWeightB = b - farWeightB;
      const orderA = nextOrder(stream);
      const orderB = nextOrder(stream);
      for (let at = 0; at < count; at += 1) {
        const i = orders[orderA + at]!;
        const j = orders[orderB + at]!;
        const g = nearWeightA * nearA[i]! + farWeightA * farA[i]!;
        const h = nearWeightB * nearB[j]! + farWeightB * farB[j]!;
        out[at] = g / (g + h);
      }
    },
    normal(stream, mean, sd, out) {
      checkLength(out, count);
      if (!(sd >= 0 && sd < Number.POSITIVE_INFINITY && Number.isFinite(mean))) {
        throw new RangeError(`a normal distribution needs a finite mean and sd >= 0: got ${mean}, ${sd}`);
      }
      const order = nextOrder(stream);
      for (let at = 0; at < count; at += 1) out[at] = mean + sd * normals[orders[order + at]!]!;
    },
  };
}

/** Every order twice in a row, so that one can be read from any stratum on without wrapping. */
function shuffledOrders(count: number, generator: Generator): Uint16Array {
  const orders = new Uint16Array(2 * count * ORDERS);
  for (let order = 0; order < ORDERS; order += 1) {
    const one = orders.subarray(2 * count * order, 2 * count * order + count);
    for (let at = 0; at < count; at += 1) {
      const other = below(generator, at + 1);
      one[at] = one[other]!;
      one[other] = at;
    }
    orders.copyWithin(2 * count * order + count, 2 * count * order, 2 * count * order + count);
  }
  return orders;
}

function rowBelow(shape: number): number {
  return Math.floor(ROWS_PER_DOUBLING * Math.log2(shape));
}

/** Weight of the row above: a gamma quantile of mean 1 is close to linear in 1/√shape. */
function farShare(shape: number, index: number): number {
  const near = 2 ** (-index / ROWS_PER_DOUBLING / 2);
  const far = 2 ** (-(index + 1) / ROWS_PER_DOUBLING / 2);
  return (near - 1 / Math.sqrt(shape)) / (near - far);
}

function checkShape(shape: number): void {
  if (!(shape >= LEAST_SHAPE && shape <= LARGEST_SHAPE)) {
    throw new RangeError(`a shape must lie in [${LEAST_SHAPE}, ${LARGEST_SHAPE}]: got ${shape}`);
  }
}

function checkLength(out: Float64Array, count: number): void {
  if (out.length !== count) throw new RangeError(`expected room for ${count} draws: got ${out.length}`);
}
