import { redirect } from "react-router";
import { z } from "zod";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { cursor } from "#app/domains/list-search.ts";
import { today } from "#app/domains/period.ts";
import { browseTasks, type Task } from "#app/domains/tasks/queries.server.ts";
import { taskOwners, tasksUrl, taskUrl } from "#app/domains/tasks/task-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { DataTable, EmptyState, Link, PageHeader, Pager } from "#app/ui/index.ts";
import type { Route } from "./+types/list.ts";
import { TaskState, TickForm } from "./task-items.tsx";

const pageSize = 50;

export const handle: PageHandle = { revalidates: true };

const search = z.object({ whose: z.enum(taskOwners).default("mine"), after: cursor, before: cursor });

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization, user } = await requireMember(context, params.organization, "leads.read");
  const { whose, after, before } = parseSearch(url.searchParams, search);
  const { slug, timeZone } = organization;
  // A form sends its blank fields along: the address that people copy has none.
  if ([...url.searchParams.values()].includes("")) throw redirect(tasksUrl(slug, whose));
  const { secret: cursorSecret } = requestServices(context);
  const assignee = whose === "mine" ? user.id : undefined;
  const page = await browseTasks(caller, { assignee, after, before, pageSize, cursorSecret });
  return { whose, page, slug, today: today(timeZone) };
}

export default function TaskList({ loaderData }: Route.ComponentProps) {
  const { whose, page, slug, today } = loaderData;
  const { m, f } = useI18n();
  const t = m.tasks;
  const atEnd = page.previous !== null || page.next !== null;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} />
      <nav aria-label={t.list.whose} className="mb-6 flex gap-6 border-line border-b print:hidden">
        {taskOwners.map((each) => (
          <Link
            key={each}
            to={tasksUrl(slug, each)}
            aria-current={each === whose ? "page" : undefined}
            className="label -mb-px inline-flex min-h-10 items-center border-transparent border-b-4 pt-1 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
          >
            {t.list[each]}
          </Link>
        ))}
      </nav>
      <DataTable<Task>
        caption={t.title}
        captionHidden
        phone="stack"
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={
          atEnd ? (
            <EmptyState title={t.list.endReached} />
          ) : (
            <EmptyState title={t.list.empty}>{t.list.emptyHint}</EmptyState>
          )
        }
        columns={[
          {
            key: "task",
            header: t.columns.task,
            rowHeader: true,
            cell: (row) => (
              <>
                <Link to={taskUrl(slug, row.leadId, row.id)}>{row.title}</Link>
                {whose === "all" && row.assigneeName !== null && (
                  <span className="block font-normal text-muted text-sm">{row.assigneeName}</span>
                )}
              </>
            ),
          },
          {
            key: "lead",
            header: t.columns.lead,
            cell: (row) => (
              <Link className="link" to={leadUrl(slug, row.leadId)}>
                {row.leadName}
              </Link>
            ),
          },
          {
            key: "due",
            header: t.columns.due,
            cell: (row) => (
              <>
                <TaskState task={row} today={today} />
                <span className="block text-muted text-sm">{f.date(row.dueOn)}</span>
              </>
            ),
          },
          {
            key: "tick",
            header: t.done,
            control: true,
            cell: (row) => <TickForm task={row} slug={slug} back="tasks" />,
          },
        ]}
      />
      <Pager
        {...(page.previous !== null && { previous: tasksUrl(slug, whose, { before: page.previous }) })}
        {...(page.next !== null && { next: tasksUrl(slug, whose, { after: page.next }) })}
      />
    </>
  );
}
