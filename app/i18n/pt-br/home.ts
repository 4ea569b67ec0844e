import type { home as original } from "../en/home.ts";

export const home: typeof original = {
  title: "Visão geral",
};
