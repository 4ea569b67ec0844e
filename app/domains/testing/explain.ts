import { type SQLWrapper, sql } from "drizzle-orm";
import type { Read } from "#app/db/database.ts";
import type { OrganizationScope } from "#app/db/scope.ts";
import type { DataLayer } from "../caller.ts";

export interface PlanNode {
  "Node Type": string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  /** With those of the nodes below it, and of the functions that it calls. */
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

/** Runs a query's statements under EXPLAIN ANALYZE as the application's role; answers every node of their plans. */
export async function explain(
  data: DataLayer,
  scope: OrganizationScope,
  run: (read: Read, scope: OrganizationScope) => Promise<unknown>,
): Promise<PlanNode[]> {
  const nodes: PlanNode[] = [];
  const explained = async (build: Parameters<Read>[0]) => {
    const answers = await data.database.readBatch(scope, (statements) =>
      build(statements).map((statement) =>
        statements.execute<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
          sql`explain (analyze, buffers, format json) ${(statement as unknown as SQLWrapper).getSQL()}`,
        ),
      ),
    );
    for (const { rows } of answers) nodes.push(...flat(rows[0]?.["QUERY PLAN"][0].Plan));
    // What is looked up first decides on what is read next.
    return data.database.readBatch(scope, build);
  };
  await run(explained as unknown as Read, scope);
  return nodes;
}

const flat = (node: PlanNode | undefined): PlanNode[] =>
  node ? [node, ...(node.Plans ?? []).flatMap(flat)] : [];

/** Rows that a node took out of the table or the index. */
export const touched = (node: PlanNode) =>
  (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
