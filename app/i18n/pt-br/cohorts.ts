import type { cohorts as original } from "../en/cohorts.ts";
import { counted } from "../plural.ts";

export const cohorts: typeof original = {
  title: "Turmas",
  new: "Nova turma",
  edit: "Editar turma",
  editOf: (name) => `Editar ${name}`,
  columns: {
    cohort: "Turma",
    mentors: "Mentores",
    mentees: "Mentorados",
    starts: "Início",
    ends: "Fim",
  },
  fields: {
    name: "Nome",
    startsOn: "Data de início",
    endsOn: "Data de fim",
    endsOnHint: "Deixe em branco enquanto o fim estiver em aberto.",
  },
  openEnd: "em aberto",
  list: {
    caption: "Turmas",
    empty: "Ainda não há turmas",
    emptyHint:
      "Uma turma é um grupo de mentorados que começa junto. Os mentores dela veem os leads do grupo.",
    emptyToOthers: "Ninguém atribuiu uma turma a você ainda.",
    nothingArchived: "Nenhuma turma está arquivada",
    endReached: "Não há mais nada aqui",
    endReachedHint: "As turmas desta página mudaram nesse meio-tempo.",
  },
  mentors: {
    title: "Mentores",
    of: (name) => `Mentores de ${name}`,
    change: "Alterar mentores",
    none: "Esta turma ainda não tem mentor.",
    explain:
      "Quem é mentor de uma turma vê a turma, os mentorados dela e os leads deles, e pode trabalhar neles.",
    assign: "Atribuir",
    assignOne: "Mentor",
    unassign: "Retirar",
    unassignOf: (name) => `Retirar ${name}`,
    nobodyLeft: "Todos os mentores da agência já estão nesta turma.",
    noMentors: "Ninguém na agência tem o papel de mentor ainda.",
  },
  mentees: {
    title: "Mentorados",
    mentee: "Mentorado",
    leads: "Leads",
    wonValue: "Valor fechado",
    wonIn: (stretch) => `Valor fechado: ${stretch}, até agora.`,
    total: "Todos juntos",
    archived: "arquivado",
    none: "Nenhum mentorado está nesta turma ainda.",
    more: (n) =>
      `A lista mostra ${counted("pt-BR", n, { one: "o primeiro mentorado", other: "primeiros mentorados" })}.`,
    figureOf: (mentee, figure, value) => `${mentee}, ${figure}: ${value}`,
  },
  archive: {
    badge: "Arquivada",
    do: "Arquivar",
    title: (name) => `Arquivar ${name}?`,
    text: "Ela não recebe novos mentorados e some de onde se escolhe uma turma. Os mentorados, os leads deles e todos os números ficam. Você pode restaurá-la quando quiser.",
    confirm: "Arquivar esta turma",
    undo: "Restaurar",
    undoTitle: (name) => `Restaurar ${name}?`,
    undoText: "Ela volta a receber mentorados e a aparecer onde se escolhe uma turma.",
    undoConfirm: "Restaurar esta turma",
  },
  conflict:
    "Nada foi salvo: alguém foi mais rápido. O que você mudou foi mantido abaixo, e o resto está como foi salvo; salve de novo para valerem as suas mudanças.",
  flash: {
    created: "A turma foi cadastrada.",
    saved: "A turma foi salva.",
    archived: "A turma está no arquivo.",
    active: "A turma voltou ao uso.",
    assigned: (name) => `${name} agora é mentor desta turma.`,
    unassigned: (name) => `${name} não é mais mentor desta turma.`,
  },
};
