import type { people as original } from "../en/people.ts";

export const people: typeof original = {
  organization: "Agência",
  roles: { owner: "Proprietário", admin: "Administrador", mentor: "Mentor", mentee: "Mentorado" },
  mentee: "Mentorado",
  mentees: "Mentorados",
  cohort: "Turma",
  cohorts: "Turmas",
};
