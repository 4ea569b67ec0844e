import pg from "pg";
import { migrate } from "#app/db/migrate.server.ts";
import type { PostgresServer } from "#dev/servers/postgres.ts";

export const organizationId = "00000000-0000-7000-8000-000000000001";
/** One mentee in 200, the next 19, and the others. */
export const cohortIds = {
  small: "00000000-0000-7000-8006-000000000001",
  middle: "00000000-0000-7000-8007-000000000001",
  large: "00000000-0000-7000-8004-000000000001",
};
/** The one in the small cohort. */
export const menteeId = "00000000-0000-7000-8002-000000000000";
const otherOrganizationId = "00000000-0000-7000-8000-000000000002";

/**
 * Two years of leads of one organization, and a tenth as many of another among them: the same ones each time. One in three has no value;
 * values are round, so that many are equal; minutes of entry repeat.
 */
const leads = `
  insert into leads (id, organization_id, mentee_id, name, email, phone, source, status, reached_rank, value, entered_at, won_at, lost_reason, last_interaction_at)
  select
    ('00000000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, organization, ('00000000-0000-7000-' ||
      case organization when $1::uuid then '8002' else '8003' end || '-' || lpad(to_hex(n % 200), 12, '0'))::uuid,
    ('{Maria,José,Ana,João,Antônio,Francisca,Carlos,Paulo,Adriana,Lucas,Juliana,Márcia,Fernanda,Patrícia,Aline,Sandra,Camila,Amanda,Bruna,Jéssica}'::text[])[1 + h % 20]
      || ' ' || ('{Silva,Santos,Oliveira,Souza,Rodrigues,Ferreira,Alves,Pereira,Lima,Gomes,Costa,Ribeiro,Martins,Carvalho,Almeida,Lopes,Soares,Fernandes,Vieira,Barbosa}'::text[])[1 + h / 20 % 20]
      || case when n % 1000 = 0 then ' Zwanziger' else '' end,
    'lead' || n || '@example.com', '+55119' || lpad(n::text, 8, '0'), case when h % 5 > 0 then 'source ' || h % 5 end,
    status, case status when 'won' then 5 when 'lost' then h % 4 else array_position(enum_range(null::lead_status), status) - 1 end,
    case when h % 3 > 0 then (h % 5000) * 1000 end, entered_at,
    case when status = 'won' then entered_at + h % 90 * interval '1 day' end, case when status = 'lost' then 'price' end,
    case when h % 4 > 0 then entered_at + h % 200 * interval '1 day' end
  from (
    select n, abs(hashint8(n)::bigint) as h, case when n % 11 = 0 then $2::uuid else $1::uuid end as organization,
      (enum_range(null::lead_status))[1 + abs(hashint8(n + 1)::bigint) % 7] as status,
      timestamptz '2024-01-01' + abs(hashint8(n + 2)::bigint) % 1051200 * interval '1 minute' as entered_at
    from generate_series(1, $3::bigint) n
  ) as numbered`;

/**
 * Makes a migrated database with leads in it.
 *
 * @param count of the organization that is measured
 * @returns its connection string, as the role that owns it and not as a superuser
 */
export async function makeLeads(server: PostgresServer, count: number): Promise<string> {
  const name = "bench";
  await run(server.url(), [[`create database ${name}`]]);
  await migrate({ url: server.url(name) });
  const superuser = new URL(server.superuserUrl);
  superuser.pathname = `/${name}`;
  const ids = [organizationId, otherOrganizationId];
  await run(superuser.href, [
    // Neither triggers nor foreign keys: nothing here is checked, and a million rows take seconds instead of minutes.
    ["set session_replication_role = replica"],
    ["insert into organizations (id, name, slug) values ($1, 'Bench', 'bench'), ($2, 'Other', 'other')", ids],
    [
      `insert into cohorts (id, organization_id, name, starts_on)
       select ('00000000-0000-7000-' || n || '-' || right(o::text, 12))::uuid, o, 'Cohort ' || n, '2024-01-01'
       from unnest($1::uuid[]) o, unnest(array['8004', '8006', '8007']) n`,
      [ids],
    ],
    [
      `insert into mentees (id, organization_id, cohort_id, business_name, joined_on)
       select ('00000000-0000-7000-800' || 1 + right(o::text, 1)::int || '-' || lpad(to_hex(n), 12, '0'))::uuid, o,
         ('00000000-0000-7000-' || case when n = 0 then '8006' when n < 20 then '8007' else '8004' end || '-' || right(o::text, 12))::uuid, 'Business ' || n, '2024-01-01'
       from unnest($1::uuid[]) o, generate_series(0, 199) n`,
      [ids],
    ],
    [leads, [...ids, Math.ceil((count * 11) / 10)]],
    ["vacuum (freeze, analyze)"],
    ["checkpoint"],
  ]);
  return server.url(name);
}

async function run(url: string, statements: [text: string, params?: unknown[]][]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [text, params] of statements) await client.query(text, params);
  } finally {
    await client.end();
  }
}
