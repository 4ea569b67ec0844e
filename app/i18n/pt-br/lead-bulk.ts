import type { leadBulk as original } from "../en/lead-bulk.ts";
import { counted } from "../plural.ts";

const some = (n: number) => counted("pt-BR", n, { one: "lead", other: "leads" });
const already = (n: number) =>
  n === 0 ? "" : ` ${counted("pt-BR", n, { one: "lead já estava lá.", other: "leads já estavam lá." })}`;

export const leadBulk: typeof original = {
  bar: "Alterar vários leads",
  choose: (name) => `Selecionar ${name}`,
  select: "Selecionar",
  selectPage: "Selecionar todos desta página",
  selected: (n) => (n === 1 ? "1 selecionado" : `${n} selecionados`),
  action: "Com os leads selecionados",
  moveTo: "Mover para",
  other: "Outros",
  goOn: "Continuar",
  goOnWithAll: "Continuar com todos os filtrados",
  delete: "Excluir",
  title: "Alterar vários leads",
  none: "Nenhum lead selecionado",
  noneHint: "Marque na lista os leads que você quer alterar ou continue com todos os filtrados.",
  noAction: "Escolha o que fazer com os leads.",
  back: "Voltar à lista",
  ask: {
    move: (n, stage) => `Mover ${some(n)} para ${stage}?`,
    won: (n) => `Marcar ${some(n)} como ${n === 1 ? "fechado" : "fechados"}?`,
    lost: (n) => `Marcar ${some(n)} como ${n === 1 ? "perdido" : "perdidos"}?`,
    delete: (n) => `Excluir ${some(n)}?`,
  },
  whichSelected: "Os leads que você selecionou",
  whichAll: (filter) => (filter === undefined ? "Todos os leads" : `Todos com estes filtros: ${filter}`),
  stages: "Leads por etapa",
  columns: { stage: "Etapa", leads: "Leads", becomes: "O que acontece" },
  moves: "são movidos",
  stays: "ficam como estão",
  toBin: "vão para a lixeira",
  allThere: "Todos já estão lá: não há nada a fazer.",
  winHint: "Uma data para todos. Deixe o valor em branco para manter o de cada um.",
  valueOfEach: "Valor de cada um",
  deleteText:
    "Os leads vão para a lixeira e saem de todas as listas e relatórios. De lá podem ser restaurados.",
  confirm: {
    move: (n) => `Mover ${some(n)}`,
    won: (n) => `Marcar ${some(n)} como ${n === 1 ? "fechado" : "fechados"}`,
    lost: (n) => `Marcar ${some(n)} como ${n === 1 ? "perdido" : "perdidos"}`,
    delete: (n) => `Excluir ${some(n)}`,
  },
  conflict: (before, now) =>
    `Nada foi alterado: quando a pergunta foi feita ${before === 1 ? "havia" : "eram"} ${some(before)}; agora ${now === 1 ? "é 1" : `são ${now}`}. Confira e continue.`,
  flash: {
    moved: (n, skipped) => `${some(n)} ${n === 1 ? "movido" : "movidos"}.${already(skipped)}`,
    deleted: (n) => `${some(n)} na lixeira.`,
    toBin: "Abrir a lixeira",
  },
};
