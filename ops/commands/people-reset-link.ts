import { callerFor } from "#app/domains/caller.ts";
import { loadEnv } from "#app/env.server.ts";
import { CommandError, type DataCommand } from "../command.ts";

export const peopleResetLink: DataCommand = {
  name: "people reset-link",
  about: "Makes a link with which somebody chooses a new password",
  operands: [{ name: "EMAIL", about: "the address of their account" }],
  notes: `Hand it to them and to nobody else. It works once, for an hour; those that were made before stop. Without PLACAR_ORIGIN it is printed
without what stands in front of its path.`,
  works: "on data",
  run: async (args, { data, terminal }) => {
    const [{ emailSchema }, { makePasswordReset }, { linkPath }, { loadSecret }] = await Promise.all([
      import("#app/domains/accounts/forms.ts"),
      import("#app/domains/accounts/commands.server.ts"),
      import("#app/domains/accounts/link-token.server.ts"),
      import("#app/server/secret.server.ts"),
    ]);
    const email = emailSchema.safeParse(args.operand(0));
    if (!email.success)
      throw new CommandError(`EMAIL: expected an e-mail address, got ${JSON.stringify(args.operand(0))}.`);
    const env = loadEnv();
    const made = await makePasswordReset(callerFor(data, { kind: "system" }), { email: email.data });
    if (!made.known) throw new CommandError(`EMAIL: nobody here has ${email.data}.`);
    terminal.out(`${env.origin ?? ""}${linkPath("reset-password", made, await loadSecret(env))}`);
    return undefined;
  },
};
