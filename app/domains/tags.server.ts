import { createHash } from "node:crypto";
import { type Tag, tag } from "#app/cache/index.ts";

const accounts = "accounts";

/**
 * Everything that a query can depend on and a command can touch. A tag belongs to a group, one organization or the accounts,
 * and an entry's tags are all of its own group.
 */
export const tags = {
  /** On every entry of a group; bumped for a write that no command announced. */
  everything: (group: string): Tag => tag(group, "everything"),
  /** Which cohorts and mentees a mentor or a mentee sees; on every entry made for one. */
  visibility: (organizationId: string): Tag => tag(organizationId, "visibility"),
  leads: (organizationId: string): Tag => tag(organizationId, "leads"),
  lead: (organizationId: string, leadId: string): Tag => tag(organizationId, `lead:${leadId}`),
  mentees: (organizationId: string): Tag => tag(organizationId, "mentees"),
  cohorts: (organizationId: string): Tag => tag(organizationId, "cohorts"),
  /** The words that leads are marked with; which leads carry one is theirs. */
  labels: (organizationId: string): Tag => tag(organizationId, "labels"),
  /** What was done in an organization: touched by each of its commands that touches anything. */
  activity: (organizationId: string): Tag => tag(organizationId, "activity"),
  /** What is to be done for leads, and by whom. */
  tasks: (organizationId: string): Tag => tag(organizationId, "tasks"),
  people: (organizationId: string): Tag => tag(organizationId, "people"),
  /** The filters and orders of its lists that it keeps under names. */
  views: (organizationId: string): Tag => tag(organizationId, "views"),
  /** One session, by its token, of which the cache sees no more than a hash. */
  session: (token: string): Tag =>
    tag(accounts, `session:${createHash("sha256").update(token).digest("base64url")}`),
  /** Where a person is signed in. */
  sessions: (userId: string): Tag => tag(accounts, `sessions:${userId}`),
  /** Links that were sent to people and are worth something. */
  links: (): Tag => tag(accounts, "links"),
  /** A person, their memberships and the organizations' settings as their sessions show them. */
  user: (userId: string): Tag => tag(accounts, `user:${userId}`),
  /** Files of leads that were uploaded, and how far they have come. */
  imports: (organizationId: string): Tag => tag(organizationId, "imports"),
  /** What an operator does with background jobs; what runners do is told to nobody. */
  jobs: (): Tag => tag(accounts, "jobs"),
};

export const accountsGroup = accounts;
