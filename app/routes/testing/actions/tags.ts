import { newId } from "#app/db/new-id.ts";
import { type Action, done, managed, versionOf } from "./action.ts";

const tag = "/o/:organization/settings/tags/:tagId";
const onTags: Action[] = (
  [
    ["of another organization", 404],
    ["of their own cohort", done],
  ] as const
).flatMap(([about, answer]): Action[] => [
  {
    pattern: tag,
    about,
    form: async ({ sql, tagId }) => ({
      name: `Changed ${newId()}`.slice(0, 40),
      version: await versionOf(sql, "tags", tagId),
    }),
    answers: managed(answer),
    writes: "tags",
  },
  {
    pattern: `${tag}/merge`,
    about,
    form: ({ otherTagId }) => ({ into: otherTagId }),
    answers: managed(answer),
    writes: "tags",
  },
]);

/** Of the tags of an organization. */
export const tagActions: Action[] = [
  ...onTags,
  {
    pattern: `${tag}/delete`,
    about: "of another cohort",
    form: () => ({}),
    answers: managed(done),
    writes: "tags",
  },
];
