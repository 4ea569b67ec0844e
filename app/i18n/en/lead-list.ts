import { counted } from "../plural.ts";

export const leadList = {
  search: "Search",
  searchHint: "Name, e-mail or phone",
  valueFrom: "Value at least",
  valueTo: "Value at most",
  amount: "Amount",
  amounts: {
    between: (from: string, to: string) => `${from} to ${to}`,
    from: (from: string) => `at least ${from}`,
    to: (to: string) => `at most ${to}`,
  },
  quiet: "Days without an interaction",
  quietFor: (days: number) => `for ${counted("en", days, { one: "day", other: "days" })} or more`,
  lastInteraction: "Last interaction",
  owner: "Worked by",
  nobody: "Nobody yet",
  chooseOwner: "Choose a colleague",
  owners: "Whose leads?",
  tag: "Tag",
  conditions: "Filters set",
  remove: (condition: string) => `Remove ${condition}`,
  noAmount: "This is not an amount",
  noAmountHint: "Write it as 1,500 or 1,500.00, or leave it blank.",
  reversedAmounts: "The range ends before it begins",
  reversedAmountsHint: "No lead can be in such a range. Put its amounts in order, or take one away.",
};
