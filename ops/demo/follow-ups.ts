import { today } from "#app/domains/period.ts";
import type { DemoHistory } from "./history.ts";
import { chanceFrom } from "./random.ts";
import { agency, intentions } from "./words.ts";

export interface DemoFollowUp {
  id: string;
  leadId: string;
  title: string;
  /** Local date. */
  dueOn: string;
  doneAt: number | null;
  writtenAt: number;
  /** Of whose cohort a mentor does it, unless the owner does. */
  cohort: number;
  byOwner: boolean;
}

const day = 86_400_000;

/** Open leads that somebody means to do something about. */
const followed = 60;

/** What the mentors and the owner mean to do about the leads that entered last: overdue, due, to come, and done. */
export function makeFollowUps({ leads, mentees }: DemoHistory, now: Date): DemoFollowUp[] {
  // Chance of its own: another follow-up changes no lead.
  const chance = chanceFrom(7);
  const cohortOf = new Map(mentees.map(({ id, cohort }) => [id, cohort]));
  const onDay = Date.parse(today(agency.timeZone, now.toISOString()));
  return leads
    .filter(({ status }) => status !== "won" && status !== "lost")
    .sort((a, b) => b.enteredAt - a.enteredAt)
    .slice(0, followed)
    .map(({ id: leadId, menteeId, enteredAt }, i) => {
      const done = i % 6 === 5;
      const due = onDay + Math.round(done ? -chance.between(0, 3) : chance.between(-3, 12)) * day;
      const writtenAt = Math.max(enteredAt, now.getTime() - 5 * day);
      return {
        id: chance.id(writtenAt),
        leadId,
        title: chance.pick(intentions),
        dueOn: new Date(i % 6 === 4 ? onDay : due).toISOString().slice(0, 10),
        doneAt: done ? chance.between(writtenAt, now.getTime()) : null,
        writtenAt,
        cohort: cohortOf.get(menteeId) ?? 0,
        byOwner: chance.of(0.2),
      };
    });
}
