import type { leadBoard as original } from "../en/lead-board.ts";
import { counted } from "../plural.ts";

export const leadBoard: typeof original = {
  link: "Quadro",
  title: "Quadro",
  list: "Lista",
  region: "Leads por etapa",
  count: (n) => counted("pt-BR", n, { one: "lead", other: "leads" }),
  all: "Ver todos",
  empty: "Nenhum lead aqui",
  moveOf: (name) => `Mover ${name} para`,
  move: "Mover",
  moveHint: "Arraste um cartão para outra etapa ou escolha a etapa no próprio cartão.",
  conflict: "Não movido: outra pessoa alterou este lead nesse meio-tempo. Você o vê como está agora.",
};
