import { type Action, done, managed } from "./action.ts";

/** Of imports. */
export const importActions: Action[] = [
  // A file comes as a form of another kind: imports.http.test.ts.
  { pattern: "/o/:organization/imports/new", form: () => ({}), answers: managed(400) },
  // Done already: its page says so.
  { pattern: "/o/:organization/imports/:importId", form: () => ({}), answers: managed(done) },
  { pattern: "/o/:organization/imports/:importId/mapping", form: () => ({}), answers: managed(done) },
  {
    pattern: "/o/:organization/imports/:importId/revert",
    form: () => ({}),
    answers: managed(done),
    writes: "imports",
  },
];
