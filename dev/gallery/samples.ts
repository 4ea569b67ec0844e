/** Invented figures for the gallery, the same on every run. */
export const months = Array.from({ length: 24 }, (_, index) => {
  const month = 7 + index;
  return `${2024 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}`;
});

/** A wave with some noise that depends on nothing but its arguments. */
export function course(length: number, base: number, seed: number): number[] {
  return Array.from({ length }, (_, index) => {
    const noise = Math.abs(Math.sin((index + 1) * 12.9898 + seed * 78.233) * 43758.5453) % 1;
    return Math.round(base * (0.62 + 0.28 * Math.sin((index + seed) / 2.3) + 0.5 * noise + index * 0.012));
  });
}

export const leads = [
  ["Padaria Dona Benta", "organic_search", 2, 1_250_000, "2026-06-28"],
  ["Auto Peças Irmãos Figueiredo & Cia. de Sorocaba", "paid_search", 4, 98_000_00, "2026-06-27"],
  ["Studio Ana Lúcia", "social", 0, null, "2026-06-27"],
  ["Clínica Vida", "referral", 5, 431_990, "2026-06-25"],
  ["Mercado São Judas", "organic_search", 1, 2_100_000, "2026-06-24"],
  ["Ótica Nova Visão", "email", 6, 87_500, "2026-06-22"],
  ["Pet Feliz", "direct_traffic", 3, 640_000, "2026-06-21"],
  ["Construtora Horizonte", "", 4, 15_750_000, "2026-06-19"],
].map(([name, source, rank, value, entered], index) => ({
  id: String(index),
  name: String(name),
  source: String(source),
  rank: Number(rank),
  value: value === null ? null : Number(value),
  entered: String(entered),
}));

export const sources = [
  { key: "organic_search", entered: 2296, won: 271, previous: 2010 },
  { key: "paid_search", entered: 1586, won: 195, previous: 1702 },
  { key: "social", entered: 1350, won: 75, previous: 1100 },
  { key: "unknown", entered: 1159, won: 193, previous: 900 },
  { key: "direct_traffic", entered: 499, won: 56, previous: 520 },
  { key: "email", entered: 493, won: 15, previous: 0 },
  { key: "referral", entered: 284, won: 24, previous: 310 },
];
