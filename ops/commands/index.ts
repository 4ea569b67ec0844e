import type { DataCommand } from "../command.ts";
import { dbSeed } from "./db-seed.ts";
import { doctorInServer } from "./doctor.ts";
import { importLeadsCommand } from "./import-leads.ts";
import { jobsList, jobsRun } from "./jobs.ts";
import { organizationsCreate } from "./organizations-create.ts";
import { peopleResetLink } from "./people-reset-link.ts";
import { peopleTwoFactorOff } from "./people-two-factor-off.ts";
import { reportPipeline } from "./report-pipeline.ts";

/** What works on the data, also within a server that holds it. */
export const dataCommands: readonly DataCommand[] = [
  organizationsCreate,
  peopleResetLink,
  peopleTwoFactorOff,
  importLeadsCommand,
  reportPipeline,
  jobsRun,
  jobsList,
  dbSeed,
  doctorInServer,
];
