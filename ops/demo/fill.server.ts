import { hashPassword } from "better-auth/crypto";
import { type SQLChunk, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { newId } from "#app/db/new-id.ts";
import { ensureAccount } from "#app/domains/accounts/commands.server.ts";
import { demoAccounts, demoPassword } from "#app/domains/accounts/demo-accounts.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { tags } from "#app/domains/tags.server.ts";
import { activityLog, cohortMentors, members, organizationSettings, organizations, type Role } from "#schema";
import { makeFollowUps } from "./follow-ups.ts";
import { type DemoHistory, type DemoLead, makeHistory } from "./history.ts";
import { makeLabels, makeOwners } from "./labels.ts";
import { agency, otherMentors } from "./words.ts";

interface Fill {
  now: Date;
  passwordHash: string;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

interface Person {
  userId: string;
  role: Role;
}

const fillDemo = declareCommand({
  name: "demo.fill",
  scope: "system",
  touches: ({ organizationId = "" }, _input: Fill, people: Person[]) => [
    tags.everything(organizationId),
    ...people.map(({ userId }) => tags.user(userId)),
  ],
  run: async (tx, input: Fill, { organizationId = "" }) => {
    const { slug, name, currency, timeZone, locale } = agency;
    const history = makeHistory(input.now);
    const createdAt = new Date(joinedAt(history, "owner"));
    await tx.insert(organizations).values({ id: organizationId, slug, name, createdAt });
    await tx.insert(organizationSettings).values({ organizationId, currency, timeZone, locale });
    const people = await addPeople(tx, organizationId, input.passwordHash, history);
    await addHistory(tx, organizationId, people, history, input);
    await tx.insert(activityLog).values({
      organizationId,
      action: "demo.fill",
      recordType: "organization",
      recordId: organizationId,
    });
    return people;
  },
});

/** Whether the demo agency is there. It comes as a whole or not at all. */
export async function hasDemo({ database }: DataLayer): Promise<boolean> {
  const [{ rows }] = await database.readBatch({ kind: "system" }, (db) => [
    db.execute(sql`select 1 from organizations where slug = ${agency.slug}`),
  ]);
  return rows.length > 0;
}

/** Fills a database with the demo agency, in one transaction. */
export async function addDemo(data: DataLayer, input: Omit<Fill, "passwordHash">): Promise<void> {
  const caller = callerFor(data, { kind: "system", organizationId: newId() } as const);
  await fillDemo(caller, { ...input, passwordHash: await hashPassword(demoPassword) });
}

async function addPeople(
  tx: Transaction,
  organizationId: string,
  passwordHash: string,
  history: DemoHistory,
): Promise<Person[]> {
  const people: Person[] = [];
  for (const { role, name, email } of [
    ...demoAccounts,
    ...otherMentors.map((each) => ({ role: "mentor" as const, ...each })),
  ]) {
    const { userId } = await ensureAccount(tx, { name, email, passwordHash });
    people.push({ userId, role });
  }
  const others = people.filter(({ role }) => role === "mentor").slice(1);
  await tx.insert(members).values(
    people.map((person) => ({
      ...{ id: newId(), organizationId, ...person },
      createdAt: new Date(joinedAt(history, person.role, others.indexOf(person))),
    })),
  );
  return people;
}

/**
 * When somebody became a member: the owner and the admin before it all began, mentors before the first of their cohorts, the mentee with
 * the business.
 * @param other which of the mentors who do not sign in; -1 for anybody else
 */
function joinedAt({ cohorts, mentees }: DemoHistory, role: Role, other = -1): number {
  const begins = (cohort: number) => Date.parse(`${cohorts[cohort]?.startsOn}T13:20:00Z`);
  if (role === "owner") return begins(0) - 45 * day;
  if (role === "admin") return begins(0) - 38 * day;
  const newest = cohorts.length - 2;
  if (role === "mentee")
    return Date.parse(`${mentees.find(({ cohort }) => cohort === newest)?.joinedOn}T14:05:00Z`);
  const first = other < 0 ? newest : Math.min(other, newest);
  return begins(first) - (12 + 3 * other) * day;
}

const day = 86_400_000;

async function addHistory(
  tx: Transaction,
  organizationId: string,
  people: readonly Person[],
  history: DemoHistory,
  { now, onProgress, signal }: Fill,
): Promise<void> {
  const { cohorts, mentees, leads, moves, contacts } = history;
  const followUps = makeFollowUps(history, now);
  const { labels, carried } = makeLabels(history);
  const owners = makeOwners(history);
  const cohortOf = new Map(mentees.map(({ id, cohort }) => [id, cohort]));
  const owner = people.find(({ role }) => role === "owner")?.userId;
  const mentors = people.filter(({ role }) => role === "mentor").map(({ userId }) => userId);
  const [signsIn, ...others] = mentors;
  /** The mentor who signs in has the two newest cohorts. */
  const mentorOf = (cohort: number) =>
    cohort >= cohorts.length - 2 ? signsIn : others[cohort % others.length];
  const ownerOf = ({ id, menteeId }: DemoLead) => {
    const who = owners.get(id);
    return who === undefined ? null : who === "owner" ? owner : mentorOf(cohortOf.get(menteeId) ?? 0);
  };
  const menteeUser = people.find(({ role }) => role === "mentee")?.userId;

  const total =
    cohorts.length +
    mentees.length +
    leads.length +
    moves.length +
    contacts.length +
    followUps.length +
    labels.length +
    carried.length;
  let done = 0;
  const add = async <Row extends object>(
    table: string,
    columns: Record<string, string>,
    rows: readonly Row[],
  ) => {
    const names = list(Object.keys(columns).map((name) => sql.identifier(name)));
    const types = list(
      Object.entries(columns).map(([name, type]) => sql`${sql.identifier(name)} ${sql.raw(type)}`),
    );
    for (let from = 0; from < rows.length; from += 1_000) {
      signal.throwIfAborted();
      const chunk = rows.slice(from, from + 1_000);
      await tx.execute(sql`
        insert into ${sql.identifier(table)} (organization_id, ${names})
        select ${organizationId}::uuid, ${names} from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as r(${types})`);
      done += chunk.length;
      onProgress(done, total);
    }
  };

  await add(
    "cohorts",
    { id: "uuid", name: "text", starts_on: "date", ends_on: "date" },
    cohorts.map(({ startsOn, endsOn, ...rest }) => ({ ...rest, starts_on: startsOn, ends_on: endsOn })),
  );
  await tx.insert(cohortMentors).values(
    cohorts.flatMap(({ id }, cohort) => {
      const userId = mentorOf(cohort);
      return userId === undefined ? [] : [{ organizationId, cohortId: id, userId }];
    }),
  );
  await add(
    "mentees",
    { id: "uuid", cohort_id: "uuid", user_id: "uuid", business_name: "text", joined_on: "date" },
    mentees.map(({ id, cohort, businessName, joinedOn }, i) => ({
      id,
      cohort_id: cohorts[cohort]?.id,
      // The first business of the cohort before the newest signs in.
      user_id: cohort === cohorts.length - 2 && mentees[i - 1]?.cohort !== cohort ? menteeUser : null,
      business_name: businessName,
      joined_on: joinedOn,
    })),
  );
  await add(
    "leads",
    {
      ...{
        id: "uuid",
        mentee_id: "uuid",
        name: "text",
        email: "text",
        phone: "text",
        source: "text",
        status: "lead_status",
      },
      ...{ value: "bigint", entered_at: "timestamptz", won_at: "timestamptz", lost_reason: "text" },
      ...{
        last_interaction_at: "timestamptz",
        row_version: "integer",
        created_at: "timestamptz",
        updated_at: "timestamptz",
      },
      ...{ reached_rank: "smallint", owner_id: "uuid" },
    },
    leads.map((lead) => ({
      ...lead,
      owner_id: ownerOf(lead),
      mentee_id: lead.menteeId,
      entered_at: iso(lead.enteredAt),
      won_at: iso(lead.wonAt),
      lost_reason: lead.lostReason,
      last_interaction_at: iso(lead.lastInteractionAt),
      row_version: lead.rowVersion,
      reached_rank: lead.reachedRank,
      created_at: iso(lead.enteredAt),
      updated_at: iso(lead.lastInteractionAt ?? lead.enteredAt),
    })),
  );
  await add(
    "lead_status_changes",
    {
      ...{ id: "uuid", lead_id: "uuid", from_status: "lead_status", to_status: "lead_status" },
      ...{ changed_at: "timestamptz", changed_by: "uuid", created_at: "timestamptz" },
    },
    moves.map(({ id, leadId, fromStatus, toStatus, changedAt, cohort }) => ({
      id,
      lead_id: leadId,
      from_status: fromStatus,
      to_status: toStatus,
      changed_at: iso(changedAt),
      changed_by: fromStatus === null ? null : mentorOf(cohort),
      created_at: iso(changedAt),
    })),
  );
  await add(
    "interactions",
    {
      ...{
        id: "uuid",
        lead_id: "uuid",
        kind: "interaction_kind",
        occurred_at: "timestamptz",
        user_id: "uuid",
        body: "text",
      },
      ...{ created_at: "timestamptz", updated_at: "timestamptz" },
    },
    contacts.map(({ id, leadId, kind, body, occurredAt, cohort }) => ({
      ...{ id, kind, body },
      lead_id: leadId,
      occurred_at: iso(occurredAt),
      user_id: mentorOf(cohort),
      created_at: iso(occurredAt),
      updated_at: iso(occurredAt),
    })),
  );
  await add(
    "tags",
    { id: "uuid", name: "text", created_at: "timestamptz", updated_at: "timestamptz" },
    labels.map(({ id, name, createdAt }) => ({
      ...{ id, name },
      created_at: iso(createdAt),
      updated_at: iso(createdAt),
    })),
  );
  await add(
    "lead_tags",
    { lead_id: "uuid", tag_id: "uuid", created_at: "timestamptz" },
    carried.map(({ leadId, labelId, createdAt }) => ({
      lead_id: leadId,
      tag_id: labelId,
      created_at: iso(createdAt),
    })),
  );
  await add(
    "tasks",
    {
      ...{ id: "uuid", lead_id: "uuid", title: "text", due_on: "date", assignee_id: "uuid" },
      ...{ done_at: "timestamptz", created_by: "uuid", created_at: "timestamptz", updated_at: "timestamptz" },
    },
    followUps.map(({ id, leadId, title, dueOn, doneAt, writtenAt, cohort, byOwner }) => ({
      ...{ id, title },
      lead_id: leadId,
      due_on: dueOn,
      assignee_id: byOwner ? owner : mentorOf(cohort),
      done_at: iso(doneAt),
      created_by: byOwner ? owner : mentorOf(cohort),
      created_at: iso(writtenAt),
      updated_at: iso(doneAt ?? writtenAt),
    })),
  );
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

const list = (parts: SQLChunk[]) => sql.join(parts, sql`, `);
