// The formulas of the rates in the plainest form, for small counts: what the real ones are compared with.

export interface Counted {
  x: number;
  n: number;
}

const z = 1.959963984540054;

export function wilson({ x, n }: Counted): [number, number] {
  const p = x / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [(middle - half) / (1 + (z * z) / n), (middle + half) / (1 + (z * z) / n)];
}

export function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i += 1) product = (product * (n - k + i)) / i;
  return product;
}

export function midP(a: Counted, b: Counted): number | null {
  if (a.n === 0 || b.n === 0) return null;
  const k = a.x + b.x;
  const chance = (x: number) => (choose(a.n, x) * choose(b.n, k - x)) / choose(a.n + b.n, k);
  let below = 0;
  let above = 0;
  for (let x = Math.max(0, k - b.n); x <= Math.min(a.n, k); x += 1) {
    if (x < a.x) below += chance(x);
    if (x > a.x) above += chance(x);
  }
  const here = chance(a.x) / 2;
  return 2 * Math.min(below + here, above + here);
}

export function adjusted(p: (number | null)[]): (number | null)[] {
  const tested = p.filter(value => value !== null).sort((a, b) => a - b);
  return p.map(value => {
    if (value === null) return null;
    const later = tested.map((each, i) => (each >= value ? (each * tested.length) / (i + 1) : 1));
    return Math.min(1, ...later);
  });
}

export function prior(units: Counted[]): { mean: number; strength: number } | null {
  const sized = units.filter(unit => unit.n > 0);
  const k = sized.length;
  if (k === 0) return null;
  const N = sized.reduce((sum, unit) => sum + unit.n, 0);
  const mean = sized.reduce((sum, unit) => sum + unit.x, 0) / N;
  const S = sized.reduce((sum, unit) => sum + unit.n * (unit.x / unit.n - mean) ** 2, 0);
  const c = N - sized.reduce((sum, unit) => sum + unit.n ** 2, 0) / N;
  if (k < 3 || c - (k - 1) <= 1e-9) return { mean, strength: 10 };
  const tau2 = (S - (k - 1) * mean * (1 - mean)) / (c - (k - 1));
  const M = tau2 <= 0 ? 500 : (mean * (1 - mean)) / tau2 - 1;
  return { mean, strength: Math.min(Math.max(2, M), Math.max(2, Math.min(500, N))) };
}

export function dispersion(units: Counted[]): number {
  const sized = units.filter(unit => unit.n > 0);
  const k = sized.length;
  const N = sized.reduce((sum, unit) => sum + unit.n, 0);
  const mean = sized.reduce((sum, unit) => sum + unit.x, 0) / N;
  if (k < 3 || mean * (1 - mean) < 1e-15) return 1;
  const scores = sized.map(({ x, n }) => (x / n - mean) / Math.sqrt((mean * (1 - mean)) / n)).sort((a, b) => a - b);
  const cut = Math.floor(k / 10);
  for (let i = 0; i < cut; i += 1) {
    scores[i] = scores[cut]!;
    scores[k - 1 - i] = scores[k - 1 - cut]!;
  }
  return Math.max(1, scores.reduce((sum, score) => sum + score ** 2, 0) / k);
}

function lower(mean: number, n: number, phi: number, alpha: number): number {
  let before = 0;
  for (let r = 0; ; r += 1) {
    const here = choose(n, r) * mean ** r * (1 - mean) ** (n - r);
    if (before + here >= alpha || r === n) {
      const w = (before + here - alpha) / here;
      return Math.max(0, mean + Math.sqrt(phi) * ((r - w) / n - mean));
    }
    before += here;
  }
}

/** Every funnel position that rounding errors leave open; one but for a share on a limit. */
export function funnel({ x, n }: Counted, mean: number, phi: number): (string | null)[] {
  if (n === 0) return [null];
  const at = (p: number) => {
    if (p < lower(mean, n, phi, 0.001)) return 'below_998';
    if (p > 1 - lower(1 - mean, n, phi, 0.001)) return 'above_998';
    if (p < lower(mean, n, phi, 0.025)) return 'below_95';
    return p > 1 - lower(1 - mean, n, phi, 0.025) ? 'above_95' : 'inside';
  };
  return [...new Set([at(x / n - 1e-9), at(x / n), at(x / n + 1e-9)])];
}

interface Limits {
  v: number;
  low: number;
  high: number;
}

export function mover(parts: (Limits & { w: number })[]): Limits {
  const v = parts.reduce((sum, part) => sum + part.w * part.v, 0);
  const below = Math.sqrt(parts.reduce((sum, part) => sum + (part.w * (part.v - part.low)) ** 2, 0));
  const above = Math.sqrt(parts.reduce((sum, part) => sum + (part.w * (part.high - part.v)) ** 2, 0));
  return { v, low: v - below, high: v + above };
}

export function roganGladen(c: Counted, sensitivity: Counted, specificity: Counted): Limits {
  const se = sensitivity.x / sensitivity.n;
  const sp = specificity.x / specificity.n;
  const v = (c.x / c.n + sp - 1) / (se + sp - 1);
  const q1 = (c.x + z ** 2 / 2) / (c.n + z ** 2);
  const se1 = (sensitivity.x + 1) / (sensitivity.n + 2);
  const sp1 = (specificity.x + 1) / (specificity.n + 2);
  const J = se1 + sp1 - 1;
  const v1 = (q1 + sp1 - 1) / J;
  const A = (se1 * (1 - se1)) / (sensitivity.n + 2);
  const B = (sp1 * (1 - sp1)) / (specificity.n + 2);
  const d = 2 * z ** 2 * (v1 * A - (1 - v1) * B);
  const half = (z * Math.sqrt((q1 * (1 - q1)) / (c.n + z ** 2) + v1 ** 2 * A + (1 - v1) ** 2 * B)) / J;
  return { v, low: v1 + d - half, high: v1 + d + half };
}

export function powered(N: number, F: number, r: { tp: number; fp: number; fn: number; tn: number }): Limits {
  const n = r.tp + r.fp + r.fn + r.tn;
  const omega = n / N;
  const values = (extra: number): [number, number][] => [
    [r.tp + extra, omega],
    [r.fp + extra, omega - 1],
    [r.fn + extra, 1],
    [r.tn + extra, 0],
  ];
  const mean = (list: [number, number][]) =>
    list.reduce((s, [c, g]) => s + c * g, 0) / list.reduce((s, [c]) => s + c, 0);
  const m0 = mean(values(0));
  const m = mean(values(0.25));
  const s2 = values(0.25).reduce((sum, [c, g]) => sum + c * (g - m) ** 2, 0) / (n + 1);
  const half = z * Math.sqrt(s2 / (n + 1));
  const parts = [{ w: 1, v: m0, low: m - half, high: m + half }];
  if (N > n) {
    const rest = { x: F - r.tp - r.fp, n: N - n };
    const [low, high] = wilson(rest);
    parts.push({ w: 1 - omega, v: rest.x / rest.n, low, high });
  }
  return { ...mover(parts), v: F / N + (r.fn - r.fp) / n };
}
