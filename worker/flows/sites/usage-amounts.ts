// Amounts of a plan in a locale, for warnings in any language. They are cut and not rounded, so that 100% is only said where it is
// reached. Rare: no format is cached.

const cut = { roundingMode: 'trunc' } as const;

/** `81%` for 0.819. */
export function shareText(share: number, locale: string): string {
  return share.toLocaleString(locale, { style: 'percent', ...cut });
}

/** `81,200` or `40.5 million`. */
export function rowsText(count: number, locale: string): string {
  const words = { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1, ...cut } as const;
  return count.toLocaleString(locale, count < 1_000_000 ? {} : words);
}

/** `412 MB` or `8.1 GB`, decimal as Cloudflare counts. */
export function bytesText(count: number, locale: string): string {
  const isSmall = count < 1_000_000_000;
  const unit = isSmall ? 'megabyte' : 'gigabyte';
  const shape = { style: 'unit', unit, maximumFractionDigits: isSmall ? 0 : 1, ...cut } as const;
  return (count / (isSmall ? 1_000_000 : 1_000_000_000)).toLocaleString(locale, shape);
}

/** `$1.00`. */
export function dollarsText(dollars: number, locale: string): string {
  return dollars.toLocaleString(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
  });
}
