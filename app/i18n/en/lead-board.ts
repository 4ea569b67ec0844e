import { counted } from "../plural.ts";

export const leadBoard = {
  link: "Board",
  title: "Board",
  list: "List",
  region: "Leads by stage",
  count: (n: number) => counted("en", n, { one: "lead", other: "leads" }),
  all: "All of them",
  empty: "No leads here",
  moveOf: (name: string) => `Move ${name} to`,
  move: "Move",
  moveHint: "Drag a card to another stage, or choose the stage on it.",
  conflict: "Not moved: somebody else has changed this lead meanwhile. You see it as it is now.",
};
