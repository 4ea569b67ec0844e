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
  emptyHint: "Cadastre o primeiro aqui ou importe um arquivo com o comando placar import leads.",
};
