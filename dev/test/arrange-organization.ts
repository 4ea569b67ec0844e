import { newId } from "#app/db/new-id.ts";
import type { Role } from "#schema";
import type { Oracle } from "./database.ts";

export interface ArrangedOrganization {
  id: string;
  slug: string;
  timeZone: string;
  /** The user of each role; the mentor has the first cohort, the mentee is the first business. */
  users: Record<Role, string>;
  cohortIds: [string, string];
  /** One business in each cohort. */
  menteeIds: [string, string];
  /** One lead of each business, with a status change and an interaction. */
  leadIds: [string, string];
  /** One tag of each lead. */
  tagIds: [string, string];
  /** One interaction with each lead, nobody's. */
  interactionIds: [string, string];
  /** One of each lead, nobody's. */
  taskIds: [string, string];
  /** Open, of guest@SLUG.example, to become a mentor. */
  invitationId: string;
  /** One that is done and created the first lead. */
  importId: string;
  /** The owner's view of won leads. */
  viewId: string;
}

/** Puts an organization with at least one row in every tenant table into the database, around the application. */
export async function arrangeOrganization(
  sql: Oracle,
  slug: string,
  timeZone = "America/Sao_Paulo",
): Promise<ArrangedOrganization> {
  const id = newId();
  await sql("insert into organizations (id, name, slug) values ($1, $2, $3)", [id, `Agency ${slug}`, slug]);
  await sql(
    "insert into organization_settings (organization_id, currency, time_zone, locale) values ($1, 'BRL', $2, 'pt-BR')",
    [id, timeZone],
  );
  await sql("insert into reminder_days (organization_id, reminded_on) values ($1, '2026-01-01')", [id]);
  const users = { owner: newId(), admin: newId(), mentor: newId(), mentee: newId() };
  for (const [role, userId] of Object.entries(users)) {
    await sql("insert into users (id, name, email) values ($1, $2, $3)", [
      userId,
      `${role} of ${slug}`,
      `${role}@${slug}.example`,
    ]);
    await sql("insert into members (id, organization_id, user_id, role) values ($1, $2, $3, $4)", [
      newId(),
      id,
      userId,
      role,
    ]);
  }
  const cohort = (n: number) =>
    arrangeCohort(sql, id, `Cohort ${n} of ${slug}`, n === 1 ? users.mentee : null);
  const [first, second] = [await cohort(1), await cohort(2)];
  await sql("insert into cohort_mentors (organization_id, cohort_id, user_id) values ($1, $2, $3)", [
    id,
    first.cohortId,
    users.mentor,
  ]);
  await sql(
    "insert into activity_log (organization_id, actor_id, action, record_type, record_id) values ($1, $2, 'leads.create', 'lead', $3)",
    [id, users.owner, first.leadId],
  );
  const importId = await arrangeImport(sql, id, users.owner, first.leadId);
  const invitationId = newId();
  await sql(
    `insert into invitations (id, organization_id, email, role, token_hash, inviter_id, expires_at)
     values ($1, $2, $3, 'mentor', $4, $5, now() + interval '7 days')`,
    [invitationId, id, `guest@${slug}.example`, `hash of ${invitationId}`, users.owner],
  );
  const viewId = newId();
  await sql(
    "insert into saved_views (id, organization_id, user_id, list, name, search) values ($1, $2, $3, 'leads', 'Won', 'status=won')",
    [viewId, id, users.owner],
  );
  return {
    id,
    slug,
    timeZone,
    users,
    cohortIds: [first.cohortId, second.cohortId],
    menteeIds: [first.menteeId, second.menteeId],
    leadIds: [first.leadId, second.leadId],
    tagIds: [first.tagId, second.tagId],
    interactionIds: [first.interactionId, second.interactionId],
    taskIds: [first.taskId, second.taskId],
    invitationId,
    importId,
    viewId,
  };
}

async function arrangeCohort(sql: Oracle, organizationId: string, name: string, menteeUserId: string | null) {
  const [cohortId, menteeId, leadId, interactionId] = [newId(), newId(), newId(), newId()];
  await sql("insert into cohorts (id, organization_id, name, starts_on) values ($1, $2, $3, '2026-01-01')", [
    cohortId,
    organizationId,
    name,
  ]);
  await sql(
    "insert into mentees (id, organization_id, cohort_id, user_id, business_name, joined_on) values ($1, $2, $3, $4, $5, '2026-01-01')",
    [menteeId, organizationId, cohortId, menteeUserId, `Business in ${name}`],
  );
  await sql(
    "insert into leads (id, organization_id, mentee_id, name, entered_at) values ($1, $2, $3, $4, '2026-02-01T12:00:00Z')",
    [leadId, organizationId, menteeId, `Lead in ${name}`],
  );
  await sql(
    "insert into lead_status_changes (id, organization_id, lead_id, to_status, changed_at) values ($1, $2, $3, 'new', '2026-02-01T12:00:00Z')",
    [newId(), organizationId, leadId],
  );
  await sql(
    "insert into interactions (id, organization_id, lead_id, kind, occurred_at) values ($1, $2, $3, 'call', '2026-02-02T12:00:00Z')",
    [interactionId, organizationId, leadId],
  );
  const marks = await arrangeMarks(sql, organizationId, name, leadId);
  return { cohortId, menteeId, leadId, interactionId, ...marks };
}

/** A tag and a task on a lead. */
async function arrangeMarks(sql: Oracle, organizationId: string, name: string, leadId: string) {
  const tagId = newId();
  await sql("insert into tags (id, organization_id, name) values ($1, $2, $3)", [
    tagId,
    organizationId,
    `Tag of ${name}`.slice(0, 40),
  ]);
  await sql("insert into lead_tags (organization_id, lead_id, tag_id) values ($1, $2, $3)", [
    organizationId,
    leadId,
    tagId,
  ]);
  const taskId = newId();
  await sql(
    "insert into tasks (id, organization_id, lead_id, title, due_on) values ($1, $2, $3, 'Call back', '2026-02-03')",
    [taskId, organizationId, leadId],
  );
  return { tagId, taskId };
}

async function arrangeImport(sql: Oracle, organizationId: string, createdBy: string, leadId: string) {
  const importId = newId();
  await sql(
    "insert into imports (id, organization_id, created_by, file_name, file_size, columns, status) values ($1, $2, $3, 'leads.csv', 5, '{name}', 'done')",
    [importId, organizationId, createdBy],
  );
  await sql(
    "insert into import_pieces (organization_id, import_id, position, content) values ($1, $2, 0, 'name'::bytea)",
    [organizationId, importId],
  );
  await sql(
    "insert into import_rows (organization_id, import_id, line, outcome, lead_id, row_version) values ($1, $2, 2, 'created', $3, 1)",
    [organizationId, importId, leadId],
  );
  await sql(
    "insert into import_drafts (organization_id, import_id, external_id, line) values ($1, $2, 'x', 3)",
    [organizationId, importId],
  );
  return importId;
}
