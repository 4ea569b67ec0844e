import { newId } from "#app/db/new-id.ts";
import type { Draw } from "./draw.ts";
import { dates, names, type World } from "./world.ts";

/** What somebody may do at an SQL console: a statement and its parameters, in every table that a query reads. */
const sqlWrites: readonly ((draw: Draw, world: World) => readonly [string, ...unknown[]])[] = [
  (draw, world) => [
    "update leads set name = $1 where organization_id = $2",
    draw.one(names),
    anAgency(draw, world),
  ],
  (draw, world) => [
    "update leads set deleted_at = case when deleted_at is null then now() end where organization_id = $1",
    anAgency(draw, world),
  ],
  (draw, world) => [
    "update leads set owner_id = (select id from users where id = $1) where organization_id = $2",
    draw.one(world.people).userId,
    anAgency(draw, world),
  ],
  (draw, world) => [
    "update tags set name = $1 || left(id::text, 20) where organization_id = $2",
    draw.one(names),
    anAgency(draw, world),
  ],
  (draw, world) => ["delete from lead_tags where organization_id = $1", anAgency(draw, world)],
  (draw, world) => ["delete from leads where id = $1", draw.one(draw.one(world.agencies).leadIds)],
  (draw, world) => [
    "update lead_status_changes set changed_at = $1::date where organization_id = $2",
    draw.one(dates),
    anAgency(draw, world),
  ],
  (draw, world) => [
    "insert into interactions (id, organization_id, lead_id, kind, occurred_at, user_id) select $1, organization_id, id, 'note', now(), (select id from users where id = $2) from leads where id = $3",
    newId(),
    draw.one(world.people).userId,
    draw.one(draw.one(world.agencies).leadIds),
  ],
  (draw, world) => ["delete from interactions where organization_id = $1", anAgency(draw, world)],
  (draw, world) => [
    "insert into activity_log (organization_id, actor_id, action, record_type, record_id) select organization_id, (select id from users where id = $1), 'leads.edit', 'lead', id from leads where id = $2",
    draw.one(world.people).userId,
    draw.one(draw.one(world.agencies).leadIds),
  ],
  (draw, world) => [
    "update mentees set business_name = business_name || $1 where organization_id = $2",
    draw.one(names),
    anAgency(draw, world),
  ],
  (draw, world) => {
    const { id, cohortIds } = draw.one(world.agencies);
    return ["update mentees set cohort_id = $1 where organization_id = $2", draw.one(cohortIds), id];
  },
  (draw, world) => [
    "update tasks set due_on = $1, done_at = case when done_at is null then now() end where organization_id = $2",
    draw.one(dates),
    anAgency(draw, world),
  ],
  (draw, world) => ["delete from mentee_moves where organization_id = $1", anAgency(draw, world)],
  (draw, world) => [
    "update cohorts set name = name || $1 where organization_id = $2",
    draw.one(names),
    anAgency(draw, world),
  ],
  (draw, world) => ["delete from cohort_mentors where organization_id = $1", anAgency(draw, world)],
  (draw, world) => {
    const { id, cohortIds, members } = draw.one(world.agencies);
    return [
      "insert into cohort_mentors (organization_id, cohort_id, user_id) select $1, $2, user_id from members where organization_id = $1 and user_id = $3 on conflict do nothing",
      id,
      draw.one(cohortIds),
      draw.one(members).userId,
    ];
  },
  (draw, world) => [
    "update users set name = $1 where id = $2",
    draw.one(names),
    draw.one(world.people).userId,
  ],
  (draw, world) => [
    "update organizations set name = $1 where id = $2",
    draw.one(names),
    anAgency(draw, world),
  ],
  (draw, world) => [
    "update organization_settings set locale = $1 where organization_id = $2",
    draw.one(["en", "pt-BR"]),
    anAgency(draw, world),
  ],
  (draw, world) => [
    "update invitations set role = 'mentor' where organization_id = $1",
    anAgency(draw, world),
  ],
  (draw, world) => ["delete from invitations where organization_id = $1", anAgency(draw, world)],
  (draw, world) => ["update mentees set user_id = null where organization_id = $1", anAgency(draw, world)],
  (draw, world) => ["update members set role = 'mentor' where user_id = $1", draw.one(world.people).userId],
  (draw, world) => ["delete from members where user_id = $1", draw.one(world.people).userId],
  (draw, world) => [
    "update sessions set last_used_at = last_used_at - interval '2 hours' where user_id = $1",
    draw.one(world.people).userId,
  ],
  (draw, world) => ["delete from sessions where user_id = $1", draw.one(world.people).userId],
  (draw, world) => ["delete from users where id = $1", draw.one(world.people).userId],
];

export function someSqlWrite(draw: Draw, world: World): readonly [string, ...unknown[]] {
  return draw.one(sqlWrites)(draw, world);
}

function anAgency(draw: Draw, { agencies }: World): string {
  return draw.one(agencies).id;
}
