import type { DemoHistory, DemoLead } from "./history.ts";
import { type Chance, chanceFrom } from "./random.ts";
import { labels } from "./words.ts";

export interface DemoLabel {
  id: string;
  name: string;
  createdAt: number;
}

export interface DemoLabels {
  labels: DemoLabel[];
  /** Which lead carries which. */
  carried: { leadId: string; labelId: string; createdAt: number }[];
}

type Name = (typeof labels)[number];

/** How often a lead like this carries each. */
const odds: Record<Name, (lead: DemoLead) => number> = {
  Quente: ({ status }) => (status === "negotiation" ? 0.6 : status === "proposal" ? 0.35 : 0),
  "Retomar depois": ({ lostReason }) => (lostReason === "Sem orçamento agora" ? 0.5 : 0),
  Indicado: ({ source }) => (source === "Indicação" ? 0.4 : 0),
  "Do evento": ({ source }) => (source === "Evento" ? 0.7 : 0),
  Empresa: () => 0.07,
};

/** The agency's tags, and which leads carry them. */
export function makeLabels({ cohorts, leads }: DemoHistory): DemoLabels {
  // Chance of its own: another tag changes no lead.
  const chance = chanceFrom(11);
  const begun = Date.parse(cohorts[0]?.startsOn ?? "");
  const made = labels.map((name) => ({ id: chance.id(begun), name, createdAt: begun }));
  const carried = leads.flatMap((lead) =>
    made
      .filter(({ name }) => chance.of(odds[name](lead)))
      .map(({ id }) => ({
        ...{ leadId: lead.id, labelId: id },
        createdAt: lead.lastInteractionAt ?? lead.enteredAt,
      })),
  );
  return { labels: made, carried };
}

/** Who works each lead, by its id: mostly the mentor of its cohort, now and then the agency's owner; nobody yet what has just come in. */
export function makeOwners({ leads }: DemoHistory): Map<string, "mentor" | "owner"> {
  const chance = chanceFrom(13);
  return new Map(leads.flatMap((lead) => owner(lead, chance).map((who) => [lead.id, who] as const)));
}

function owner({ status }: DemoLead, chance: Chance): ("mentor" | "owner")[] {
  if (!chance.of(status === "new" ? 0.2 : 0.85)) return [];
  return [chance.of(status === "negotiation" ? 0.15 : 0.03) ? "owner" : "mentor"];
}
