import { accountArguments } from "./accounts.ts";
import { activityArguments } from "./activity.ts";
import { cohortArguments } from "./cohorts.ts";
import type { Generator } from "./generator.ts";
import { importArguments } from "./imports.ts";
import { labelArguments } from "./labels.ts";
import { leadArguments } from "./leads.ts";
import { menteeArguments } from "./mentees.ts";
import { peopleArguments } from "./people.ts";
import { reportArguments } from "./reports.ts";
import { taskArguments } from "./tasks.ts";
import { viewArguments } from "./views.ts";
import { system } from "./world.ts";

/** Arguments for every declared query by its name. */
export const queryArguments: Readonly<Record<string, Generator>> = {
  ...accountArguments,
  ...activityArguments,
  ...cohortArguments,
  ...importArguments,
  ...labelArguments,
  ...leadArguments,
  ...menteeArguments,
  ...peopleArguments,
  ...reportArguments,
  ...taskArguments,
  ...viewArguments,
  "operator.jobs": () => ({ scope: system, input: undefined }),
};
