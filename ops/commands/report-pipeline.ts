import { callerFor } from "#app/domains/caller.ts";
import { type Arguments, CommandError, type DataCommand } from "../command.ts";

/** The operator reads as an owner would who is nobody in particular. */
const nobody = "00000000-0000-0000-0000-000000000000";

export const reportPipeline: DataCommand = {
  name: "report pipeline",
  about: "Prints the pipeline report",
  options: {
    organization: { value: "SLUG", about: "whose pipeline it is", required: true },
    from: { value: "DATE", about: "leads that entered on or after this day, YYYY-MM-DD" },
    to: { value: "DATE", about: "leads that entered on or before this day, YYYY-MM-DD" },
    by: { value: "GROUP", about: "source or month; source where left out" },
    format: { value: "FORMAT", about: "json or text; text where left out" },
  },
  notes:
    "Days and months are those of the organization's time zone. Amounts in JSON are in minor units of its currency.",
  works: "on data",
  run: async (args, { data, terminal }) => {
    const [{ findOrganization }, { reports }, { today }, { i18nFor }] = await Promise.all([
      import("../organization.ts"),
      import("#app/domains/reports/registry.server.ts"),
      import("#app/domains/period.ts"),
      import("#app/i18n/i18n-for.ts"),
    ]);
    const { params, format } = await readReportArguments(args);
    const organization = await findOrganization(data, args.required("organization"));
    const { id: organizationId, timeZone, currency, locale } = organization;
    const caller = callerFor(data, { kind: "organization", organizationId, userId: nobody, role: "owner" });
    const { load, text } = reports.pipeline;
    const report = await load(caller, params, { timeZone, today: today(timeZone) });
    terminal.out(
      format === "json" ? JSON.stringify(report, null, 2) : text(report, i18nFor(locale), currency),
    );
    return undefined;
  },
};

/** What a report is asked for with. @throws CommandError naming the option */
export async function readReportArguments(args: Arguments) {
  const format = args.optional("format") ?? "text";
  if (format !== "json" && format !== "text") {
    throw new CommandError(`--format: expected json or text, got ${JSON.stringify(format)}.`);
  }
  const { reports } = await import("#app/domains/reports/registry.server.ts");
  const given = { from: args.optional("from"), to: args.optional("to"), by: args.optional("by") };
  const parsed = reports.pipeline.params.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path: [option], message }) => {
      const value = given[option as keyof typeof given];
      return `--${String(option)}: ${message}, got ${JSON.stringify(value)}.`;
    });
    throw new CommandError(lines.join("\n"));
  }
  return { format, params: parsed.data };
}
