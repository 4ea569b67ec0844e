import { accountInputs } from "./accounts.ts";
import { bulkInputs } from "./bulk.ts";
import { cohortInputs } from "./cohorts.ts";
import type { Generator } from "./generator.ts";
import { importInputs } from "./imports.ts";
import { labelInputs } from "./labels.ts";
import { leadInputs } from "./leads.ts";
import { menteeInputs } from "./mentees.ts";
import { organizationInputs } from "./organizations.ts";
import { peopleInputs } from "./people.ts";
import { taskInputs } from "./tasks.ts";
import { twoFactorInputs } from "./two-factor.ts";
import { viewInputs } from "./views.ts";

/** Inputs for every declared command by its name, such that most go through and some are refused. */
export const commandInputs: Readonly<Record<string, Generator>> = {
  ...accountInputs,
  ...bulkInputs,
  ...cohortInputs,
  ...importInputs,
  ...labelInputs,
  ...leadInputs,
  ...menteeInputs,
  ...organizationInputs,
  ...peopleInputs,
  ...taskInputs,
  ...twoFactorInputs,
  ...viewInputs,
};
