import { newId } from "#app/db/new-id.ts";
import { members, sent } from "#dev/test/visitors.ts";
import { type Action, cases, done, reach, rowVersionOf, type Subject } from "./action.ts";

const facts = ({ menteeId }: Subject) => ({ name: `Changed ${newId()}`, menteeId, enteredOn: "2026-02-01" });

/** The tag that several leads were marked with, where this one was among them. */
async function tagTogether({ sql, leadId }: Subject): Promise<string | undefined> {
  const [found] = await sql<{ id: string }>(
    "select t.id from tags t join lead_tags l on l.tag_id = t.id where l.lead_id = $1 and t.name = 'Together'",
    [leadId],
  );
  return found?.id;
}

const lead = "/o/:organization/leads/:leadId";
/** Of leads, before one of them is merged. */
export const leadActions: Action[] = cases.flatMap((about): Action[] => [
  {
    pattern: "/o/:organization/leads/new",
    about,
    form: (of) => ({ ...facts(of), leadId: newId(), status: "new" }),
    // The form is theirs to send; the list of mentees in it does not offer this one.
    answers: sent(reach[about](400)),
    writes: "leads",
  },
  {
    pattern: "/o/:organization/leads/board",
    about,
    form: async (of) => ({ leadId: of.leadId, to: "first_contact", rowVersion: await rowVersionOf(of) }),
    answers: sent(reach[about](404)),
    writes: "lead_status_changes",
  },
  {
    pattern: "/o/:organization/leads/bulk",
    about,
    search: ({ leadId }) => `?do=proposal&id=${leadId}`,
    form: () => ({ bulkId: newId(), count: "1" }),
    // A lead that is not theirs is not among those they select: there is one fewer.
    answers: sent(reach[about](409)),
    writes: "lead_status_changes",
  },
  {
    pattern: "/o/:organization/leads/bulk",
    about,
    search: ({ leadId }) => `?do=tag&id=${leadId}`,
    form: () => ({ bulkId: newId(), count: "1", tag: "Together" }),
    answers: sent(reach[about](409)),
    writes: "lead_tags",
  },
  {
    pattern: "/o/:organization/leads/bulk",
    about,
    search: ({ leadId }) => `?do=untag&id=${leadId}`,
    form: async (of) => ({ bulkId: newId(), count: "1", tagId: (await tagTogether(of)) ?? of.tagId }),
    // A tag of another organization is none of those to choose from.
    answers: sent(reach[about](about === "of another organization" ? 400 : 409)),
    writes: "lead_tags",
  },
  {
    pattern: "/o/:organization/leads/bulk",
    about,
    person: "owner",
    search: ({ leadId }) => `?do=assign&id=${leadId}`,
    form: ({ userId }) => ({ bulkId: newId(), count: "1", ownerId: userId }),
    answers: sent({ ...reach[about](about === "of another organization" ? 400 : 409), mentee: 403 }),
    writes: "leads",
  },
  {
    pattern: `${lead}/edit`,
    about,
    form: async (of) => ({ ...facts(of), rowVersion: await rowVersionOf(of) }),
    answers: sent(reach[about](404)),
    writes: "leads",
  },
  {
    pattern: `${lead}/status`,
    about,
    form: async (of) => ({ to: "qualified", rowVersion: await rowVersionOf(of) }),
    answers: sent(reach[about](404)),
    writes: "lead_status_changes",
  },
  {
    pattern: `${lead}/delete`,
    about,
    form: async (of) => ({ rowVersion: await rowVersionOf(of) }),
    answers: sent(reach[about](404)),
    writes: "leads",
  },
  {
    pattern: `${lead}/restore`,
    about,
    form: () => ({}),
    answers: sent(reach[about](404)),
    writes: "leads",
  },
  {
    pattern: `${lead}/interactions`,
    about,
    form: () => ({ kind: "call", body: `Call ${newId()}` }),
    answers: sent(reach[about](404)),
    writes: "interactions",
  },
  {
    pattern: `${lead}/tags`,
    about,
    form: () => ({ tag: `Tag ${newId()}`.slice(0, 40) }),
    answers: sent(reach[about](404)),
    writes: "lead_tags",
  },
  {
    pattern: `${lead}/tags/remove`,
    about,
    form: ({ tagId }) => ({ tagId }),
    answers: sent(reach[about](404)),
    writes: "lead_tags",
  },
  {
    pattern: `${lead}/interactions/:interactionId`,
    about,
    form: () => ({ kind: "call", body: `Call ${newId()}` }),
    answers: sent(reach[about](404, 403)),
  },
  {
    pattern: `${lead}/interactions/:interactionId/delete`,
    about,
    form: () => ({}),
    answers: sent(reach[about](404, 403)),
  },
]);

/** Which ends a lead. */
export const mergeActions: Action[] = [
  // The last that is done about the lead of another cohort, which is gone then.
  {
    pattern: `${lead}/merge/:otherId`,
    form: async ({ sql, leadId, otherId }) => ({
      older: leadId,
      olderVersion: await rowVersionOf({ sql, leadId }),
      newerVersion: await rowVersionOf({ sql, leadId: otherId }),
    }),
    answers: sent({ ...members(404), owner: done, admin: done }),
    writes: "leads",
  },
];
