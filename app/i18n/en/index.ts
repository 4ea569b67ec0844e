import { activity } from "./activity.ts";
import { auth } from "./auth.ts";
import { cohorts } from "./cohorts.ts";
import { common } from "./common.ts";
import { duplicates } from "./duplicates.ts";
import { errors } from "./errors.ts";
import { home } from "./home.ts";
import { imports } from "./imports.ts";
import { leadBoard } from "./lead-board.ts";
import { leadBulk } from "./lead-bulk.ts";
import { leadExport } from "./lead-export.ts";
import { leadList } from "./lead-list.ts";
import { leads } from "./leads.ts";
import { mail } from "./mail.ts";
import { mailLinks } from "./mail-links.ts";
import { mentees } from "./mentees.ts";
import { operator } from "./operator.ts";
import { people } from "./people.ts";
import { reminders } from "./reminders.ts";
import { reports } from "./reports.ts";
import { savedViews } from "./saved-views.ts";
import { settings } from "./settings.ts";
import { tags } from "./tags.ts";
import { tasks } from "./tasks.ts";
import { twoFactor } from "./two-factor.ts";

export const en = {
  common,
  auth,
  leads,
  duplicates,
  leadList,
  savedViews,
  imports,
  leadBoard,
  leadBulk,
  leadExport,
  cohorts,
  mentees,
  reports,
  home,
  people,
  activity,
  settings,
  tags,
  mail,
  mailLinks,
  twoFactor,
  tasks,
  reminders,
  operator,
  errors,
};
