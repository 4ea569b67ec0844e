import type { Oracle } from "#dev/test/database.ts";
import { type Answers, members, sent } from "#dev/test/visitors.ts";
import type { Role } from "#schema";

/** The answer to a form that was carried out; another page follows. */
export const done = 303;

/** Everybody's. */
export const password = "correct horse battery";

export type Case = "of their own cohort" | "of another cohort" | "of another organization";

/** What a form can be about, and where it is. */
export interface Subject {
  sql: Oracle;
  leadId: string;
  /** With the lead, nobody's. */
  interactionId: string;
  tagId: string;
  otherTagId: string;
  /** A lead of another cohort. */
  otherId: string;
  taskId: string;
  menteeId: string;
  cohortId: string;
  /** The owner's. */
  viewId: string;
  mentorId: string;
  /** The member whom it is about. */
  userId: string;
  /** Of the mentee in the organization that is asked. */
  email: string;
}

/** One way to send an action's form. */
export interface Action {
  pattern: string;
  /** Whose lead or mentee it is about, "their own" being that of mentor and mentee. */
  about?: Case;
  /** Which member it is about, unless the mentor. */
  person?: Role;
  /** Of the address that it is sent to. */
  search?: (of: Subject) => string;
  form: (of: Subject) => Promise<Record<string, string>> | Record<string, string>;
  answers: Answers;
  /** A table that it writes; without one what it keeps is a cookie. */
  writes?: string;
  /** The answer is a file, which is refused to scripts. */
  file?: true;
  /** The answer is a page that shows what was made, which no other address does. */
  shows?: true;
}

/** What is out of a member's reach is answered as if it were not there. */
export const reach: Record<Case, (refusal: number, within?: number) => Answers> = {
  "of their own cohort": (_, within = done) => members(within),
  "of another cohort": (refusal, within = done) => ({
    ...members(within),
    ...{ mentor: refusal, mentee: refusal },
  }),
  "of another organization": (refusal) => members(refusal),
};

/** All of them. */
export const cases = Object.keys(reach) as Case[];

/** Managed by owners and administrators; others are refused whatever is there. */
export const managed = (answer: number): Answers => sent({ ...members(403), owner: answer, admin: answer });

/** What a form of a lead has seen. */
export async function rowVersionOf({ sql, leadId }: Pick<Subject, "leadId" | "sql">): Promise<string> {
  const [found] = await sql<{ version: string }>(
    "select row_version::text as version from leads where id = $1",
    [leadId],
  );
  return found?.version ?? "";
}

/** What a form of another record has seen. */
export async function versionOf(
  sql: Oracle,
  table: "cohorts" | "mentees" | "saved_views" | "tags" | "tasks",
  id: string,
): Promise<string> {
  const [found] = await sql<{ version: string }>(
    `select to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as version from ${table} where id = $1`,
    [id],
  );
  return found?.version ?? "";
}
