import { demoAccounts, demoPassword } from "#app/domains/accounts/demo-accounts.ts";
import type { DataCommand } from "../command.ts";

export const dbSeed: DataCommand = {
  name: "db seed",
  about: "Adds the demo agency, with two years of history and an account for each role, to the database",
  notes: "For development: everybody knows the password of those accounts.",
  works: "on data",
  run: async (_args, { data, terminal, signal }) => {
    const { addDemo, hasDemo } = await import("../demo/fill.server.ts");
    if (await hasDemo(data)) {
      terminal.err("The demo agency is there already.");
      return undefined;
    }
    const bar = terminal.progress("Filling the demo");
    try {
      await addDemo(data, { now: new Date(), signal, onProgress: bar.show });
    } finally {
      bar.end();
    }
    const accounts = demoAccounts.map(({ email }) => email).join(", ");
    terminal.err(`Added the demo agency. The password of ${accounts} is ${demoPassword}.`);
    return undefined;
  },
};
