let count = 0;

/** Lets the process outlive what nobody handles, in any contender and at any time, and counts it. */
export function surviveMishaps(): void {
  const survive = () => void count++;
  process.on("unhandledRejection", survive);
  process.on("uncaughtException", survive);
}

/** How often nobody handled a rejection or an exception until now. */
export const mishaps = () => count;
