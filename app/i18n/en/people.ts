export const people = {
  organization: "Organization",
  roles: { owner: "Owner", admin: "Administrator", mentor: "Mentor", mentee: "Mentee" },
  mentee: "Mentee",
  mentees: "Mentees",
  cohort: "Cohort",
  cohorts: "Cohorts",
};
