import { callerFor } from "#app/domains/caller.ts";
import { loadEnv } from "#app/env.server.ts";
import { CommandError, type DataCommand } from "../command.ts";

export const peopleTwoFactorOff: DataCommand = {
  name: "people two-factor-off",
  about: "Turns off two-step sign-in for somebody who has lost both their app and their recovery codes",
  operands: [{ name: "EMAIL", about: "the address of their account" }],
  notes: `Make sure first that it is they who ask: their password alone lets them in from then on. They stay signed in where they are,
and can set it up again on the page of their account. They are told of it by e-mail, where e-mails are sent.`,
  works: "on data",
  run: async (args, { data, terminal }) => {
    const [{ emailSchema }, { dropTwoFactor }] = await Promise.all([
      import("#app/domains/accounts/forms.ts"),
      import("#app/domains/accounts/commands.server.ts"),
    ]);
    const email = emailSchema.safeParse(args.operand(0));
    if (!email.success)
      throw new CommandError(`EMAIL: expected an e-mail address, got ${JSON.stringify(args.operand(0))}.`);
    const isTold = loadEnv().mail !== undefined;
    const dropped = await dropTwoFactor(callerFor(data, { kind: "system" }), { email: email.data, isTold });
    if (!dropped) throw new CommandError(`EMAIL: nobody here has ${email.data}.`);
    if (!dropped.wasOn) terminal.out(`Two-step sign-in of ${email.data} was off already.`);
    else
      terminal.out(
        `Two-step sign-in of ${email.data} is off. ${isTold ? "They are told by e-mail." : "No e-mails are sent from here: tell them yourself."}`,
      );
    return undefined;
  },
};
