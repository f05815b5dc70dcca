/** Uniform whole numbers in [0, 2^32), the same on every machine. */
export type Generator = () => number;

/**
 * xoshiro128** (Blackman & Vigna 2021, ACM TOMS 47:36), its state filled from the seed by FNV-1a over the UTF-16
 * units and the finaliser of MurmurHash3: streams of different seeds do not resemble each other. Not for secrets.
 */
export function createGenerator(seed: string): Generator {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  let a = mixed(hash + 0x9e3779b9);
  let b = mixed(hash + 0x3c6ef372);
  let c = mixed(hash + 0xdaa66d2b);
  let d = mixed(hash + 0x78dde6e4) | 1;
  return () => {
    const times5 = Math.imul(b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** A whole number in [0, bound), bound at most 65,536: the bias is below 2^-16 of a part. */
export function below(generator: Generator, bound: number): number {
  return Math.floor((generator() / 0x1_0000_0000) * bound);
}

function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
