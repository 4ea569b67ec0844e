import { expect, expectTypeOf, test } from "vitest";
import { minutes, type Tag } from "#app/cache/index.ts";
import type { OrganizationScope, SystemScope } from "#app/db/scope.ts";
import type { Caller } from "./caller.ts";
import { declareCommand, touchesNothing } from "./declare-command.server.ts";
import { declareQuery } from "./declare-query.server.ts";
import { tags } from "./tags.server.ts";

/*
 * What cannot be forgotten, the compiler says: `npm run typecheck` fails where one of the errors expected here is none. The
 * declarations are never made, so that they do not stand among the application's.
 */

const of = ({ organizationId }: OrganizationScope) => [tags.leads(organizationId)] as const;
const load = async () => 0;
const run = async () => 0;
const [scope, permission, lifetime] = ["organization", "leads.read", minutes(5)] as const;

const declared = {
  query: () =>
    declareQuery({
      name: "leads.count",
      scope: "organization",
      permission: "leads.read",
      tags: ({ organizationId }) => [tags.leads(organizationId)],
      lifetime: minutes(5),
      load: async (_read, args: { status: string }) => args.status.length,
    }),
  ofNobody: () => declareQuery({ name: "sweep.due", scope: "system", tags: () => [], lifetime, load }),
  command: () =>
    declareCommand({
      name: "leads.tidy",
      scope: "organization",
      permission: "leads.write",
      touches: ({ organizationId }, _input: { leadId: string }, tidied: boolean) =>
        tidied ? [tags.leads(organizationId)] : touchesNothing,
      run: async () => true,
    }),
};

test("a declaration says who may call it, with what, and what they get", () => {
  expectTypeOf<ReturnType<typeof declared.query>>().toBeCallableWith({} as Caller<OrganizationScope>, {
    status: "won",
  });
  expectTypeOf<ReturnType<ReturnType<typeof declared.query>>>().resolves.toBeNumber();
  expectTypeOf<Parameters<ReturnType<typeof declared.query>>[0]>().not.toExtend<Caller<SystemScope>>();
  expectTypeOf<Parameters<ReturnType<typeof declared.ofNobody>>[0]>().toEqualTypeOf<Caller<SystemScope>>();
  expectTypeOf<Parameters<ReturnType<typeof declared.command>>[1]>().toEqualTypeOf<{ leadId: string }>();
});

test("a query is declared with a scope, a permission, tags that exist, and a lifetime", () => {
  const wrong = [
    // @ts-expect-error on whose behalf?
    () => declareQuery({ name: "x", permission, tags: of, lifetime, load }),
    // @ts-expect-error who may?
    () => declareQuery({ name: "x", scope, tags: of, lifetime, load }),
    // @ts-expect-error no such permission
    () => declareQuery({ name: "x", scope, permission: "leads.reed", tags: of, lifetime, load }),
    // @ts-expect-error depends on what?
    () => declareQuery({ name: "x", scope, permission, lifetime, load }),
    // @ts-expect-error no such tag
    () => declareQuery({ name: "x", scope, permission, tags: () => [tags.leeds("")], lifetime, load }),
    // @ts-expect-error a text is no tag
    () => declareQuery({ name: "x", scope, permission, tags: () => ["{org}leads"], lifetime, load }),
    // @ts-expect-error a number is no lifetime: of what unit?
    () => declareQuery({ name: "x", scope, permission, tags: of, lifetime: 300, load }),
    // @ts-expect-error only members have permissions
    () => declareQuery({ name: "x", scope: "system", permission, tags: () => [], lifetime, load }),
  ];
  expect(wrong).toHaveLength(8);
});

test("a command is declared with a scope, a permission, and what it touches, be it nothing", () => {
  const wrong = [
    // @ts-expect-error on whose behalf?
    () => declareCommand({ name: "x", permission, touches: of, run }),
    // @ts-expect-error who may?
    () => declareCommand({ name: "x", scope, touches: () => touchesNothing, run }),
    // @ts-expect-error touches what?
    () => declareCommand({ name: "x", scope, permission, run }),
    // @ts-expect-error whoever touches nothing says so
    () => declareCommand({ name: "x", scope, permission, touches: () => [], run }),
    // @ts-expect-error the same of a list that may be empty
    () => declareCommand({ name: "x", scope, permission, touches: () => [] as Tag[], run }),
    // @ts-expect-error no such tag
    () => declareCommand({ name: "x", scope, permission, touches: () => [tags.leeds("")], run }),
  ];
  expect(wrong).toHaveLength(6);
});

test("whoever calls cannot leave out the scope, or take another's", () => {
  const call = (query: ReturnType<typeof declared.query>, system: Caller<SystemScope>) => [
    // @ts-expect-error nobody asks
    () => query({ status: "won" }),
    // @ts-expect-error somebody else asks
    () => query(system, { status: "won" }),
    // @ts-expect-error for what?
    () => query({} as Caller<OrganizationScope>),
  ];
  expect(call).toBeTypeOf("function");
});
