/** The screens, by the address of the application's own page that they stand for. */
export const screens = [
  "o/demo",
  "o/demo/leads",
  "o/demo/leads/empty",
  "o/demo/leads/1",
  "o/demo/leads/1/delete",
  "o/demo/leads/new",
  "o/demo/reports/pipeline",
  "o/demo/charts",
  "sign-in",
  "broken",
];
