export * from "#drizzle/relations.ts";
export * from "#schema";
