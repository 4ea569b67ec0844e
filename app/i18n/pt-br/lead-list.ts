import type { leadList as original } from "../en/lead-list.ts";
import { counted } from "../plural.ts";

export const leadList: typeof original = {
  search: "Buscar",
  searchHint: "Nome, e-mail ou telefone",
  valueFrom: "Valor a partir de",
  valueTo: "Valor até",
  amount: "Valor",
  amounts: {
    between: (from, to) => `de ${from} a ${to}`,
    from: (from) => `a partir de ${from}`,
    to: (to) => `até ${to}`,
  },
  quiet: "Dias sem interação",
  quietFor: (days) => `há ${counted("pt-BR", days, { one: "dia", other: "dias" })} ou mais`,
  lastInteraction: "Última interação",
  owner: "Responsável",
  nobody: "Ninguém ainda",
  chooseOwner: "Escolher um colega",
  owners: "Leads de quem?",
  tag: "Etiqueta",
  conditions: "Filtros ativos",
  remove: (condition) => `Tirar ${condition}`,
  noAmount: "Isto não é um valor",
  noAmountHint: "Escreva 1.500 ou 1.500,00, ou deixe em branco.",
  reversedAmounts: "A faixa termina antes de começar",
  reversedAmountsHint:
    "Nenhum lead pode estar em uma faixa assim. Ponha os valores em ordem ou tire um deles.",
};
