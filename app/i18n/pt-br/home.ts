import type { home as original } from "../en/home.ts";

export const home: typeof original = {
  title: "Visão geral",
  soFar: (stretch) => `${stretch}, até agora`,
  figures: {
    entered: "Leads que entraram",
    won: "Leads fechados",
    wonValue: "Valor fechado",
    daysMedian: "Dias até fechar, mediana",
  },
  course: (figure) => `${figure} por mês`,
  wonByMonth: "Valor fechado por mês",
  wonByMonthCaption: "Valor dos leads fechados em cada mês, dos declarados",
  funnel: "Funil, últimos 90 dias",
  wholeReport: "Relatório completo",
  latest: "Leads mais recentes",
  allLeads: "Todos os leads",
  empty: "Ainda não há leads",
  emptyHint: "Cadastre o primeiro aqui.",
  steps: {
    intro: "Três passos até o primeiro. O que está feito continua feito.",
    cohort: "Crie uma turma",
    cohortHint: "Um grupo de mentorados que começa junto, como “Primavera de 2026”.",
    mentee: "Adicione um mentorado",
    menteeHint: "Uma pequena empresa da turma. Os leads são dos mentorados.",
    lead: "Cadastre leads",
    leadHint: "Um aqui para começar; muitos de uma vez vêm de um arquivo.",
  },
};
