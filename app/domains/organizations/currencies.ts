/** ISO 4217 codes of the currencies in use. */
export function currencies(): string[] {
  return Intl.supportedValuesOf("currency");
}

export function isCurrency(code: string): boolean {
  return currencies().includes(code);
}
