import type { people as original } from "../en/people.ts";

export const people: typeof original = {
  organization: "Agência",
  roles: { owner: "Proprietário", admin: "Administrador", mentor: "Mentor", mentee: "Mentorado" },
  mentee: "Mentorado",
  mentees: "Mentorados",
  cohort: "Turma",
  cohorts: "Turmas",
  yourOrganizations: "Suas agências",
  otherOrganizations: "outras agências",
  newOrganization: {
    title: "Nova agência",
    text: "A agência reúne suas turmas, seus mentorados e todos os leads deles. Ela será sua.",
    name: "Nome",
    slug: "Endereço",
    slugHint: "O que aparece no endereço das páginas dela. Feito a partir do nome se ficar em branco.",
    currency: "Moeda",
    currencyHint: "Todos os valores ficam nela. Não pode ser trocada depois.",
    timeZone: "Fuso horário",
    timeZoneHint: "Onde os dias e os meses dela começam e terminam, em todas as listas e relatórios.",
    locale: "Idioma",
    localeHint: "Para quem não escolheu nenhum.",
    create: "Criar agência",
    created: (name: string) => `A agência ${name} está pronta.`,
  },
};
