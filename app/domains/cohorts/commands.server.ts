export { type ArchiveCohortInput, archiveCohort } from "./archive-cohort.server.ts";
export { type AssignMentorInput, assignMentor } from "./assign-mentor.server.ts";
export { type CreateCohortInput, createCohort } from "./create-cohort.server.ts";
export { type EditCohortInput, editCohort } from "./edit-cohort.server.ts";
