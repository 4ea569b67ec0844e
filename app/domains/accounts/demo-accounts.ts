import type { Role } from "#schema";

export interface DemoAccount {
  role: Role;
  name: string;
  email: string;
}

/** One for each role of the demo organization; the sign-in page offers them as buttons in demo mode, and only then. */
export const demoAccounts = [
  { role: "owner", name: "Olívia Prado", email: "owner@demo.placar.example" },
  { role: "admin", name: "André Nogueira", email: "admin@demo.placar.example" },
  { role: "mentor", name: "Marina Teles", email: "mentor@demo.placar.example" },
  { role: "mentee", name: "Caio Ferraz", email: "mentee@demo.placar.example" },
] as const satisfies readonly DemoAccount[];

/** No secret: it is printed on the console, and opens only an installation that was filled with the demo. */
export const demoPassword = "placar-demo-2026";
