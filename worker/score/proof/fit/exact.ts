// The exponential function and the logarithm, by arithmetic whose every digit the language defines. `Math.exp` and its like may differ in
// the last digits from one engine to the next (https://tc39.es/ecma262/#sec-function-properties-of-the-math-object), and a fit must be the
// same in a Worker and in Node. Exact to about 15 digits. Pure.

/** ln 2 in two parts, so that multiples of the first, up to 2^20, have no rounding error (fdlibm, e_exp.c). */
const [ln2High, ln2Low] = [0.6931471803691238, 1.9082149292705877e-10];

/** 2^−1022 to 2^1023: doubling and halving are exact. */
const smallest = -1022;
const powersOf2 = new Float64Array(1024 - smallest);
for (let exponent = 0, power = 1; exponent < 1024; exponent++, power *= 2)
  powersOf2[exponent - smallest] = power;
for (let exponent = 0, power = 1; exponent >= smallest; exponent--, power /= 2)
  powersOf2[exponent - smallest] = power;

/** Terms of the series: of e^x for |x| ≤ ½ ln 2, and of the inverse hyperbolic tangent up to ⅓. The next ones are below 2^−53. */
const [termsOfExp, termsOfAtanh] = [14, 17];

/** e^x; 0 below 2^−1022. */
export function exp(x: number): number {
  if (x < -708) return 0;
  if (x > 709.8) return Number.POSITIVE_INFINITY;
  const exponent = Math.round(x / (ln2High + ln2Low));
  const rest = x - exponent * ln2High - exponent * ln2Low;
  let sum = 1;
  for (let term = termsOfExp; term > 0; term--) sum = 1 + (rest / term) * sum;
  // In two steps, because 2^1024 is no double although e^x may be one.
  return exponent > 1023
    ? sum * 2 * (powersOf2[exponent - 1 - smallest] as number)
    : sum * (powersOf2[exponent - smallest] as number);
}

/** ln (1 + x) of a number from 0 to 1. */
export function log1p(x: number): number {
  return 2 * atanh(x / (2 + x));
}

/** The natural logarithm. */
export function log(x: number): number {
  // Infinite, or NaN.
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return Math.log(x);
  let [exponent, rest] = [0, x];
  for (; rest >= Math.SQRT2; rest /= 2) exponent++;
  for (; rest < Math.SQRT1_2; rest *= 2) exponent--;
  return exponent * ln2High + (exponent * ln2Low + 2 * atanh((rest - 1) / (rest + 1)));
}

function atanh(x: number): number {
  const square = x * x;
  let sum = 0;
  for (let term = termsOfAtanh; term >= 0; term--) sum = sum * square + 1 / (2 * term + 1);
  return x * sum;
}
