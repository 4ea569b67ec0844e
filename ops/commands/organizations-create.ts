import { callerFor } from "#app/domains/caller.ts";
import { FieldError } from "#app/domains/errors.ts";
import { defaultLocale, locales } from "#app/i18n/locales.ts";
import { CommandError, type DataCommand } from "../command.ts";

/** What each argument must be, by the field that it fills. */
const expected: Record<string, { argument: string; what: string }> = {
  slug: {
    argument: "SLUG",
    what: "48 letters a to z, figures and single hyphens at most, such as sunrise-mentoring",
  },
  name: { argument: "--name", what: "1 to 80 characters" },
  timeZone: { argument: "--time-zone", what: "an IANA time zone, such as America/Sao_Paulo" },
  currency: { argument: "--currency", what: "an ISO 4217 code, such as BRL" },
  locale: { argument: "--locale", what: locales.join(" or ") },
};

export const organizationsCreate: DataCommand = {
  name: "organizations create",
  about: "Creates an organization",
  operands: [{ name: "SLUG", about: "what stands in its addresses: letters, figures and hyphens" }],
  options: {
    name: { value: "NAME", about: "what people call it", required: true },
    "time-zone": {
      value: "ZONE",
      about: "in which its days begin, such as America/Sao_Paulo",
      required: true,
    },
    currency: {
      value: "CODE",
      about: "of all its amounts, such as BRL; cannot be changed later",
      required: true,
    },
    owner: {
      value: "EMAIL",
      about: "whose it becomes; an account is made where there is none",
      required: true,
    },
    locale: { value: "LOCALE", about: `${locales.join(" or ")}; ${defaultLocale} where left out` },
  },
  works: "on data",
  run: async (args, { data, terminal }) => {
    const [{ emailSchema }, { createOrganizationSchema }, { createOrganizationFor }] = await Promise.all([
      import("#app/domains/accounts/forms.ts"),
      import("#app/domains/organizations/forms.ts"),
      import("#app/domains/organizations/commands.server.ts"),
    ]);
    const owner = emailSchema.safeParse(args.required("owner"));
    if (!owner.success)
      throw new CommandError(
        `--owner: expected an e-mail address, got ${JSON.stringify(args.required("owner"))}.`,
      );
    const given = {
      slug: args.operand(0),
      name: args.required("name"),
      timeZone: args.required("time-zone"),
      currency: args.required("currency"),
      locale: args.optional("locale") ?? defaultLocale,
    };
    const form = createOrganizationSchema.safeParse(given);
    if (!form.success) {
      const lines = form.error.issues.map(({ path: [field] }) => complaint(String(field), given));
      throw new CommandError([...new Set(lines)].join("\n"));
    }
    try {
      const created = await createOrganizationFor(callerFor(data, { kind: "system" }), {
        ...form.data,
        ownerEmail: owner.data,
      });
      terminal.out(`Created ${form.data.name}: /o/${created.slug}, owned by ${owner.data}.`);
      if (created.password !== undefined) {
        terminal.out(`${owner.data} is new here and signs in with the password ${created.password}`);
      }
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      throw new CommandError(
        error.messageKey === "slugTaken" ? `SLUG: ${given.slug} is taken.` : complaint(error.field, given),
      );
    }
    return undefined;
  },
};

function complaint(field: string, given: Record<string, string>): string {
  const { argument, what } = expected[field] ?? { argument: field, what: "something else" };
  return `${argument}: expected ${what}, got ${JSON.stringify(given[field] ?? "")}.`;
}
