import type { leadBulk as original } from "../en/lead-bulk.ts";
import { counted } from "../plural.ts";

const some = (n: number) => counted("pt-BR", n, { one: "lead", other: "leads" });
const already = (n: number) =>
  n === 0 ? "" : ` ${counted("pt-BR", n, { one: "lead já estava lá.", other: "leads já estavam lá." })}`;

const unchanged = "Nada foi alterado.";
const sentences = (...parts: (string | false)[]) => parts.filter((part) => part !== false).join(" ");

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
  mark: "Marcar",
  doTag: "Adicionar etiqueta",
  doUntag: "Remover etiqueta",
  doAssign: "Definir o responsável",
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
    tag: (n) => `Adicionar uma etiqueta a ${some(n)}?`,
    untag: (n) => `Remover uma etiqueta de ${some(n)}?`,
    assign: (n) => `Quem vai cuidar de ${some(n)}?`,
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
  tag: "Etiqueta",
  tagHint: "Uma das existentes ou uma nova. Leads que já a têm ficam como estão.",
  carried: "Etiquetas que eles têm agora",
  noneCarried: "Nenhum deles tem etiqueta: não há nada a fazer.",
  carriedBy: (tag, n) => `${tag} · ${some(n)}`,
  owned: "Quem cuida deles agora",
  newOwner: "De agora em diante",
  nobody: "Ninguém",
  newOwnerHint: "Leads que essa pessoa não pode ver ficam como estão.",
  deleteText:
    "Os leads vão para a lixeira e saem de todas as listas e relatórios. De lá podem ser restaurados.",
  confirm: {
    move: (n) => `Mover ${some(n)}`,
    won: (n) => `Marcar ${some(n)} como ${n === 1 ? "fechado" : "fechados"}`,
    lost: (n) => `Marcar ${some(n)} como ${n === 1 ? "perdido" : "perdidos"}`,
    delete: (n) => `Excluir ${some(n)}`,
    tag: (n) => `Etiquetar ${some(n)}`,
    untag: "Remover a etiqueta",
    assign: (n) => `Atribuir ${some(n)}`,
  },
  conflict: (before, now) =>
    `Nada foi alterado: quando a pergunta foi feita ${before === 1 ? "havia" : "eram"} ${some(before)}; agora ${now === 1 ? "é 1" : `são ${now}`}. Confira e continue.`,
  flash: {
    moved: (n, skipped) => `${some(n)} ${n === 1 ? "movido" : "movidos"}.${already(skipped)}`,
    deleted: (n) => `${some(n)} na lixeira.`,
    toBin: "Abrir a lixeira",
    tagged: (n, tag, skipped) =>
      sentences(
        n === 0 ? unchanged : n === 0 ? unchanged : `${some(n)} com a etiqueta ${tag}.`,
        skipped > 0 && counted("pt-BR", skipped, { one: "lead já a tinha.", other: "leads já a tinham." }),
      ),
    untagged: (n, skipped) =>
      sentences(
        n === 0 ? unchanged : n === 0 ? unchanged : `Etiqueta removida de ${some(n)}.`,
        skipped > 0 && counted("pt-BR", skipped, { one: "lead não a tinha.", other: "leads não a tinham." }),
      ),
    assigned: (n, skipped, barred) =>
      sentences(
        n === 0 ? unchanged : counted("pt-BR", n, { one: "lead atribuído.", other: "leads atribuídos." }),
        skipped > 0 &&
          counted("pt-BR", skipped, { one: "lead já estava assim.", other: "leads já estavam assim." }),
        barred > 0 &&
          counted("pt-BR", barred, {
            one: "lead fica como está: essa pessoa não pode vê-lo.",
            other: "leads ficam como estão: essa pessoa não pode vê-los.",
          }),
      ),
  },
};
